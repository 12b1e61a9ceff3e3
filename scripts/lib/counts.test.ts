import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCounts, sum, summary } from './counts.mjs';

let dir = '';
beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-counts-'))));
afterEach(() => fs.rmSync(dir, { recursive: true }));

const report = (content: object | string): string => {
  const file = path.join(dir, 'report.json');
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const vitest = (passed: number, failed: number, files: object[] = []) => ({
  ...{ numPassedTests: passed, numFailedTests: failed, testResults: files },
});
const failing = { fullName: 'lists rows', status: 'failed', failureMessages: ['no rows'] };
const playwright = (expected: number, unexpected: number, errors: object[] = []) => ({
  ...{ stats: { expected, unexpected, flaky: 0, skipped: 0 }, suites: [], errors },
});

test.each([
  ['all pass', vitest(3, 0), true, [3, 0]],
  ['some fail', vitest(2, 1), false, [2, 1]],
  ['a file that does not load', vitest(2, 0, [{ status: 'failed', assertionResults: [] }]), false, [2, 1]],
  ['a file with a failure in it', vitest(2, 1, [{ status: 'failed', assertionResults: [failing] }]), false, [2, 1]],
  ['an error outside of the tests', vitest(3, 0), false, [3, 1]],
  ['no tests', vitest(0, 0), true, [0, 1]],
  ['half a report', '{"numPassedTests": 3', true, [0, 1]],
])('vitest: %s', (_name, content, ok, [passed, failed]) => {
  expect(readCounts('vitest', report(content), ok)).toEqual({ passed, failed, flaky: [] });
});

test.each([
  ['all pass', playwright(3, 0), true, [3, 0]],
  ['some fail', playwright(2, 1), false, [2, 1]],
  ['no tests found', playwright(0, 0, [{ message: 'No tests found' }]), false, [0, 1]],
  ['an error outside of the tests', playwright(3, 0, [{ message: 'x' }]), false, [3, 1]],
])('playwright: %s', (_name, content, ok, [passed, failed]) => {
  expect(readCounts('playwright', report(content), ok)).toEqual({ passed, failed, flaky: [] });
});

test('no report', () => {
  expect(readCounts('vitest', path.join(dir, 'missing.json'), true)).toEqual({ passed: 0, failed: 1, flaky: [] });
});

test('those that passed at the second try are named', () => {
  const late = { fullName: 'lists rows', status: 'passed', failureMessages: ['no rows'] };
  const ofVitest = vitest(2, 0, [{ status: 'passed', assertionResults: [late, { ...late, failureMessages: [] }] }]);
  expect(readCounts('vitest', report(ofVitest), true)).toEqual({
    passed: 2,
    failed: 0,
    flaky: [{ name: 'lists rows', why: 'no rows' }],
  });
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const ofPlaywright = {
    stats: { expected: 2, unexpected: 0, flaky: 1 },
    suites: [{ specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'flaky'), spec('c', 'expected')] }] }],
    errors: [],
  };
  expect(readCounts('playwright', report(ofPlaywright), true)).toEqual({
    passed: 3,
    failed: 0,
    flaky: [{ name: 'b', why: '' }],
  });
});

test('in sum', () => {
  const total = sum([
    { passed: 10, failed: 0, flaky: [] },
    { passed: 1, failed: 2, flaky: [{ name: 'a', why: '' }] },
    { passed: 3, failed: 0, flaky: [{ name: 'b', why: '' }] },
  ]);
  expect(summary(total)).toBe('14 passed, 2 failed; 2 passed at the second try only: a; b');
  expect(summary(sum([]))).toBe('0 passed, 0 failed');
});
