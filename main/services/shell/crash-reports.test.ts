import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCrashReports } from './crash-reports';

let dataDir = '';
beforeEach(() => (dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-crash-'))));
afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }));

let second = 0;
const now = (): Date => new Date(Date.UTC(2026, 0, 1, 12, 0, (second += 1)));
const reports = () => createCrashReports({ dataDir, about: 'Slipway 0.1.0, test', now });

test('a report says what happened and where, is for its owner only, and is told once', () => {
  const file = reports().write('uncaughtException', new Error('outer', { cause: new TypeError('inner') }));
  expect(file).toMatch(/crash-2026-01-01T12-00-\d\d-000Z\.txt$/);
  const text = fs.readFileSync(file ?? '', 'utf8');
  expect(text).toMatch(
    /Slipway 0\.1\.0, test.*\nuncaughtException\n\nError: outer\n {4}at [^]*Caused by: TypeError: inner/,
  );
  expect(fs.statSync(file ?? '').mode & 0o777).toBe(0o600);
  expect(reports().takeUntold()).toMatchObject({ file, words: 'Error: outer' });
  expect(reports().takeUntold()).toBeNull();
});

test('secrets do not get into it', () => {
  const error = Object.assign(
    new Error('GET https://alice:c4n4ry-1@registry.test/v2/ with Authorization: Bearer c4n4ry-2-token', {
      cause: new Error('X-Registry-Auth: c4n4ry3eyJ1c2VyIjoi'),
    }),
    { request: { headers: { authorization: 'Basic c4n4ry-4-property' } } },
  );
  const file = reports().write('unhandledRejection', error);
  const text = fs.readFileSync(file ?? '', 'utf8');
  expect(text).toContain('registry.test');
  expect(text).not.toMatch(/c4n4ry/);
});

test('what is thrown need not be an error, and may be huge', () => {
  const file = reports().write('uncaughtException', new Error('x'.repeat(1_000_000)));
  expect(fs.statSync(file ?? '').size).toBeLessThan(70_000);
  expect(fs.readFileSync(reports().write('uncaughtException', undefined) ?? '', 'utf8')).toContain('\nundefined');
});

test('ten are kept, the newest', () => {
  const files = Array.from({ length: 13 }, (_none, index) =>
    reports().write('x', new Error(`number ${String(index)}`)),
  );
  const kept = fs.readdirSync(path.join(dataDir, 'logs'));
  expect(kept).toHaveLength(10);
  expect(kept).toContain(path.basename(files.at(-1) ?? ''));
});

test('where nothing can be written, nothing is thrown', () => {
  fs.writeFileSync(path.join(dataDir, 'logs'), 'a file in its place');
  expect(reports().write('x', new Error('y'))).toBeNull();
  expect(reports().takeUntold()).toBeNull();
});
