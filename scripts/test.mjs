// `npm test`: everything, on an engine, images and a browser of its own.
import { asRoot } from './lib/as-root.mjs';
import { build } from './lib/build.mjs';
import { say } from './lib/say.mjs';
import { checkSuites, e2eSuite, integrationSuite, runSuite, runSuites } from './lib/suites.mjs';
import { testRun } from './lib/test-run.mjs';
import { setUp } from './setup.mjs';

/** @typedef {import('./lib/suites.mjs').Frame} Frame */
/** @typedef {import('./lib/counts.mjs').Counts} Counts */

const ALL = ['lint', 'types', 'unit', 'arrows', 'format', 'dead', 'integration', 'e2e'];

/** What each `--only` runs. @type {Readonly<Record<string, readonly string[]>>} */
const PARTS = {
  check: ALL.slice(0, -2),
  unit: ['unit'],
  integration: ['integration'],
  e2e: ['e2e'],
};

/** Names of the suites to run; undefined for flags that say nothing. @param {readonly string[]} args */
const wantedSuites = (args) => {
  if (args.length === 0) return ALL;
  const [, part = ''] = /^--only[= ](\w+)$/.exec(args.join(' ')) ?? [];
  return PARTS[part];
};

/** On engines of their own: one suite at a time, and as root. @param {Frame} frame @param {readonly string[]} wanted */
const runEngineSuites = async (frame, wanted) => {
  const suites = [integrationSuite(frame.reports), e2eSuite(frame.reports)].filter(({ name }) => wanted.includes(name));
  if (suites.length > 0) await build();
  const prefix = asRoot();
  /** @type {Counts[]} */
  const counts = [];
  for (const suite of suites) {
    if (prefix !== null) counts.push(await runSuite(suite, { ...frame, prefix }));
    else {
      say(`slipway: ${suite.name} needs root or passwordless sudo, for the namespaces of its engine`);
      counts.push({ passed: 0, failed: 1 });
    }
  }
  return counts;
};

const wanted = wantedSuites(process.argv.slice(2));
if (wanted === undefined) {
  say(`Usage: npm test -- [--only ${Object.keys(PARTS).join('|')}]`);
  process.exit(2);
}

await testRun(async (frame) => {
  await setUp({ systemPackages: wanted.includes('integration') || wanted.includes('e2e') });
  const gates = checkSuites(frame.reports).filter(({ name }) => wanted.includes(name));
  return [...(await runSuites(gates, frame)), ...(await runEngineSuites(frame, wanted))];
});
