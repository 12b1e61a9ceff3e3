// How many tests passed and failed, from what the runners report.
import fs from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Counts */

/** @param {readonly Counts[]} all @returns {Counts} */
export const sum = (all) => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
});

/** @param {Counts} counts */
export const summary = ({ passed, failed }) => `${String(passed)} passed, ${String(failed)} failed`;

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults One a file.
 */

/** @param {VitestReport} report @returns {Counts} */
const vitestCounts = ({ numPassedTests, numFailedTests, testResults }) => {
  // A file that cannot even be loaded has no tests to fail.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
};

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number }} stats
 * @property {unknown[]} errors Of no test in particular.
 */

/** @param {PlaywrightReport} report @returns {Counts} */
const playwrightCounts = ({ stats, errors }) => ({
  passed: stats.expected,
  // A test that passes only sometimes is not one that passed.
  failed: stats.unexpected + stats.flaky + errors.length,
});

/** @typedef {'vitest' | 'playwright'} Runner */

/**
 * The counts of one suite. A suite that failed without a failed test, left no report or ran no test counts as a failure.
 * @param {Runner} runner
 * @param {string} file Its JSON report.
 * @param {boolean} ok Its exit code was 0.
 * @returns {Counts}
 */
export const readCounts = (runner, file, ok) => {
  try {
    const report = JSON.parse(fs.readFileSync(file, 'utf8'));
    const { passed, failed } = runner === 'vitest' ? vitestCounts(report) : playwrightCounts(report);
    const isSilentFailure = failed === 0 && (!ok || passed === 0);
    return { passed, failed: isSilentFailure ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
};
