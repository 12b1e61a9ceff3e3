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
const playwright = (expected: number, unexpected: number, flaky = 0, errors: object[] = []) => ({
  ...{ stats: { expected, unexpected, flaky, skipped: 0 }, errors },
});

test.each([
  ['all pass', vitest(3, 0), true, [3, 0]],
  ['some fail', vitest(2, 1), false, [2, 1]],
  ['a file that does not load', vitest(2, 0, [{ status: 'failed', assertionResults: [] }]), false, [2, 1]],
  ['a file with a failure in it', vitest(2, 1, [{ status: 'failed', assertionResults: [{}, {}, {}] }]), false, [2, 1]],
  ['an error outside of the tests', vitest(3, 0), false, [3, 1]],
  ['no tests', vitest(0, 0), true, [0, 1]],
  ['half a report', '{"numPassedTests": 3', true, [0, 1]],
])('vitest: %s', (_name, content, ok, [passed, failed]) => {
  expect(readCounts('vitest', report(content), ok)).toEqual({ passed, failed });
});

test.each([
  ['all pass', playwright(3, 0), true, [3, 0]],
  ['some fail', playwright(2, 1), false, [2, 1]],
  ['one that passes sometimes', playwright(2, 0, 1), true, [2, 1]],
  ['no tests found', playwright(0, 0, 0, [{ message: 'No tests found' }]), false, [0, 1]],
  ['an error outside of the tests', playwright(3, 0, 0, [{ message: 'x' }]), false, [3, 1]],
])('playwright: %s', (_name, content, ok, [passed, failed]) => {
  expect(readCounts('playwright', report(content), ok)).toEqual({ passed, failed });
});

test('no report', () => {
  expect(readCounts('vitest', path.join(dir, 'missing.json'), true)).toEqual({ passed: 0, failed: 1 });
});

test('in sum', () => {
  const total = sum([
    { passed: 10, failed: 0 },
    { passed: 1, failed: 2 },
  ]);
  expect(summary(total)).toBe('11 passed, 2 failed');
  expect(summary(sum([]))).toBe('0 passed, 0 failed');
});
