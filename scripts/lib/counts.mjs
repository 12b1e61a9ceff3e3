// How many tests passed and failed, from what the runners report.
import fs from 'node:fs';

/**
 * One that passed at its second try only. It is a defect, of the test or of what it tests, and named, so that somebody mends it;
 * it does not hold up everything else. `why`: of the first try (a property's seed is in it); '' where the runner has shown it.
 * @typedef {{ name: string, why: string }} Flaky
 */

/** @typedef {{ passed: number, failed: number, flaky: readonly Flaky[] }} Counts `flaky` ones are among the passed. */

/** @param {readonly Counts[]} all @returns {Counts} */
export const sum = (all) => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
  flaky: all.flatMap(({ flaky }) => flaky),
});

/** @param {Counts} counts */
export const summary = ({ passed, failed, flaky }) => {
  const words = `${String(passed)} passed, ${String(failed)} failed`;
  return flaky.length === 0
    ? words
    : `${words}; ${String(flaky.length)} passed at the second try only: ${flaky.map(({ name }) => name).join('; ')}`;
};

/** @typedef {{ fullName: string, status: string, failureMessages: unknown[] }} VitestResult */

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ status: string, assertionResults: VitestResult[] }[]} testResults One a file.
 */

/** @param {VitestReport} report @returns {Counts} */
const vitestCounts = ({ numPassedTests, numFailedTests, testResults }) => {
  // A file that cannot even be loaded has no tests to fail.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const flaky = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0);
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    flaky: flaky.map(({ fullName, failureMessages }) => ({ name: fullName, why: String(failureMessages[0]) })),
  };
};

/**
 * @typedef {object} PlaywrightSuite
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, tests: { status: string }[] }[]} [specs]
 */

/** @param {PlaywrightSuite} suite @returns {Flaky[]} */
const flakyIn = ({ suites = [], specs = [] }) => [
  ...specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ title }) => ({ name: title, why: '' })),
  ...suites.flatMap(flakyIn),
];

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number }} stats
 * @property {PlaywrightSuite[]} suites
 * @property {unknown[]} errors Of no test in particular.
 */

/** @param {PlaywrightReport} report @returns {Counts} */
const playwrightCounts = ({ stats, suites, errors }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected + errors.length,
  flaky: suites.flatMap(flakyIn),
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
    const counts = runner === 'vitest' ? vitestCounts(report) : playwrightCounts(report);
    const isSilentFailure = counts.failed === 0 && (!ok || counts.passed === 0);
    return isSilentFailure ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1, flaky: [] };
  }
};
