// The frame around a test run: nothing it started or wrote is left, however it ends, and its last line is the summary.
import fs from 'node:fs';
import path from 'node:path';
import { asRoot } from './as-root.mjs';
import { summary, sum } from './counts.mjs';
import { endAll } from './run.mjs';
import { clearRunDir, clearRunDirAsRoot, makeRunDir, runEnv } from './run-dir.mjs';
import { Failure, say } from './say.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {import('./suites.mjs').Frame} Frame */

/** Exit codes: by custom, 128 and the signal's number. @type {readonly (readonly [NodeJS.Signals, number])[]} */
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
];

/** @param {string} dir */
const clear = async (dir) => {
  await endAll();
  const left = await clearRunDir(dir).catch(() => 0);
  if (left > 0) say(`slipway: ended ${String(left)} processes that the tests left`);
  const prefix = fs.existsSync(dir) ? asRoot() : null;
  if (prefix !== null && prefix.length > 0) clearRunDirAsRoot(dir, prefix);
};

/**
 * Runs `work`, prints the summary of what it counted, and ends the process.
 * @param {(frame: Frame) => Promise<readonly Counts[]>} work May throw `Failure`.
 */
export const testRun = async (work) => {
  const dir = makeRunDir();
  const reports = path.join(dir, 'reports');
  fs.mkdirSync(reports);
  /** @type {Promise<void> | null} */
  let clearing = null;
  for (const [signal, code] of SIGNALS)
    process.on(signal, () => {
      if (clearing !== null) return;
      say(`slipway: ${signal}: ending what was started`);
      clearing = clear(dir).then(() => process.exit(code));
    });
  const counts = await work({ reports, env: runEnv(dir) }).catch((/** @type {unknown} */ error) => {
    say(`slipway: ${error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error)}`);
    return [{ passed: 0, failed: 1, flaky: [] }];
  });
  // An interrupted run has nothing to sum up, and ends by itself.
  if (clearing !== null) return;
  clearing = clear(dir);
  await clearing;
  const total = sum(counts);
  process.stdout.write(`${summary(total)}\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
};
