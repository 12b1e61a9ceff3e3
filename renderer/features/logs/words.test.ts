import { expect, test } from 'vitest';
import { markWords } from './lines/mark-words';
import { logSource, logStatus } from './testing/rows';
import { isMerged, sourceWords, statusWords } from './words';

test('what the logs are doing, in a line', () => {
  const two = [logSource(), logSource({ index: 1, lane: 1, state: 'waiting' })];
  expect(statusWords(logStatus({ lines: 1_234 }))).toBe('Live · 1,234 lines');
  expect(statusWords(logStatus({ sources: two, lines: 1 }))).toBe('1 live, 1 waiting · 1 line');
  expect(statusWords(logStatus({ sources: [logSource({ state: 'reading' })], lines: 9 }))).toBe(
    'Reading the history · 9 lines',
  );
  expect(statusWords(logStatus({ sources: [] }))).toBe('No containers yet');
});

test('a driver’s words are shown without their control characters', () => {
  const source = logSource({ state: 'unreadable', message: 'no\u001b[31m' });
  expect(sourceWords(source)).toBe('Cannot be read: no[ESC][31m');
});

test('one container after another is no merged view', () => {
  expect(isMerged([logSource(), logSource({ index: 1, id: 'other' })])).toBe(false);
  expect(isMerged([logSource(), logSource({ index: 1, lane: 1 })])).toBe(true);
});

test('what is said between two lines', () => {
  const source = logSource({ name: 'web-1', id: 'abc123'.repeat(10) });
  expect(markWords({ type: 'begin' }, source)).toBe('web-1 was made anew: abc123abc123 goes on here');
  expect(markWords({ type: 'skipped', count: 12_345, atLeast: false, by: 'engine' }, source)).toBe(
    '12,345 lines skipped: the engine had thrown them away before they were read (log rotation)',
  );
  expect(markWords({ type: 'skipped', count: null, atLeast: false, by: 'slipway' }, source)).toMatch(
    /^Lines skipped: Slipway/,
  );
  expect(markWords({ type: 'skipped', count: 1, atLeast: true, by: 'stream' }, source)).toMatch(
    /^At least 1 line skipped: the engine left them out/,
  );
});
