// What `npm run check` and `npm test` run.
import os from 'node:os';
import path from 'node:path';
import { asRoot } from './as-root.mjs';
import { findBrowser } from './system-packages.mjs';
import { readCounts, summary } from './counts.mjs';
import { widePath } from './executables.mjs';
import { run } from './run.mjs';
import { nodeCommand, scriptCommand } from './tools.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly string[]} command
 * @property {import('./counts.mjs').Runner} [runner] Absent: it counts as one.
 * @property {number} deadlineMs
 * @property {boolean} [live] Its output is shown as it comes, not only on failure.
 * @property {boolean} [root] It starts engines, which need namespaces of their own.
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [background] It takes what others leave of the processor: it asserts no times.
 */

const MINUTE_MS = 60_000;
const WHY_SHOWN = 2000;

/** @param {string} reports @param {string} name */
const reportOf = (reports, name) => path.join(reports, `${name}.json`);

/** What fails, by chance or on a busy computer, gets a second try, and is named. @param {string} name @param {string} reports */
const vitest = (name, reports) => [
  ...[...scriptCommand(name), '--retry=1'],
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(reports, name)}`],
];

/** Of the checks those that take minutes, and whom others have to wait for. @param {string} reports Folder for the runners' reports. @returns {Suite[]} */
export const longChecks = (reports) => [
  { name: 'lint', command: scriptCommand('lint'), deadlineMs: 15 * MINUTE_MS, background: true },
  { name: 'types', command: scriptCommand('types'), deadlineMs: 5 * MINUTE_MS },
  { name: 'unit', command: vitest('unit', reports), runner: 'vitest', deadlineMs: 10 * MINUTE_MS },
];

/** The others: seconds on one core. @returns {Suite[]} */
export const shortChecks = () => [
  { name: 'arrows', command: scriptCommand('arrows'), deadlineMs: 5 * MINUTE_MS },
  {
    name: 'format',
    command: nodeCommand('prettier --check --log-level warn --cache --cache-location .cache/prettier .'),
    deadlineMs: 5 * MINUTE_MS,
  },
  { name: 'dead', command: scriptCommand('dead'), deadlineMs: 5 * MINUTE_MS },
];

/** What the tests drive a page with. */
const browserEnv = () => {
  const browser = findBrowser();
  return browser === null ? {} : { SLIPWAY_CHROMIUM: browser };
};

/** Boots virtual machines, one after the other: of all suites on engines the one that leaves a core to others. @param {string} reports @returns {Suite} */
export const machineSuite = (reports) => ({
  ...{ name: 'machine', command: vitest('machine', reports), runner: 'vitest', root: true },
  deadlineMs: 15 * MINUTE_MS,
});

/** They wait for engines about half of their time; what they assert within seconds leaves room for one more than there are cores. @param {string} reports @returns {Suite} */
export const integrationSuite = (reports) => ({
  ...{
    name: 'integration',
    command: [...vitest('integration', reports), `--maxWorkers=${String(os.availableParallelism() + 1)}`],
    runner: 'vitest',
    live: true,
    root: true,
  },
  env: browserEnv(),
  deadlineMs: 15 * MINUTE_MS,
});

/** @param {string} reports @returns {Suite} */
export const e2eSuite = (reports) => ({
  ...{ name: 'e2e', command: scriptCommand('e2e'), runner: 'playwright', live: true, root: true },
  env: { SLIPWAY_E2E_REPORT: reportOf(reports, 'e2e'), ...browserEnv() },
  deadlineMs: 15 * MINUTE_MS,
});

/** @param {string} line */
const print = (line) => void process.stdout.write(`${line}\n`);

/** @typedef {{ reports: string, env: NodeJS.ProcessEnv }} Frame */

const NO_ROOT = { ok: false, output: '', reason: 'needs root or passwordless sudo, for the namespaces of its engines' };

/** @param {Suite} suite @param {Frame} frame */
const runCommand = async ({ command, live = false, root = false, deadlineMs, background = false, ...suite }, frame) => {
  const env = { ...frame.env, ...suite.env, PATH: widePath() };
  const prefix = root ? asRoot() : [];
  if (prefix === null) return NO_ROOT;
  // sudo passes on little of the environment.
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${value ?? ''}`);
  const whole = prefix.length === 0 ? command : [...prefix, 'env', ...assignments, ...command];
  return run(whole, { env, deadlineMs, background, output: live ? 'inherit' : 'capture' });
};

/**
 * Runs one and prints a line on it, and its output where that has not been seen and matters.
 * @param {Suite} suite
 * @param {Frame} frame
 * @returns {Promise<Counts>}
 */
const runSuite = async (suite, frame) => {
  const { name, runner } = suite;
  const started = performance.now();
  if (suite.live === true) print(`-- ${name}`);
  const { ok, output, reason } = await runCommand(suite, frame);
  const one = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, flaky: [] };
  const counts = runner === undefined ? one : readCounts(runner, reportOf(frame.reports, name), ok);
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`.padStart(8);
  const isGood = counts.failed === 0;
  const detail = runner === undefined ? '' : `  ${summary(counts)}`;
  print(`${isGood ? 'ok  ' : 'FAIL'} ${name.padEnd(12)}${seconds}${detail}${ok ? '' : `  (${reason})`}`);
  for (const { name: test, why } of counts.flaky)
    if (why !== '') print(`     at the first try of ${test}: ${why.slice(0, WHY_SHOWN)}`);
  if (!isGood && output.trim() !== '') print(output.trimEnd());
  return counts;
};

/** @param {readonly Suite[]} suites @param {Frame} frame @param {number} [atOnce] */
export const runSuites = async (suites, frame, atOnce = 2) => {
  const queue = [...suites];
  /** @type {Counts[]} */
  const counts = [];
  const work = async () => {
    for (let suite = queue.shift(); suite !== undefined; suite = queue.shift())
      counts.push(await runSuite(suite, frame));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return counts;
};
