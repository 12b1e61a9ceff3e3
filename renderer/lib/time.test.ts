import { describe, expect, test } from 'vitest';
import { agoWords, durationWords, spanWords } from './time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [-5_000, 'less than a second'],
  [0, 'less than a second'],
  [999, 'less than a second'],
  [1_000, '1 second'],
  [59_999, '59 seconds'],
  [MINUTE, '1 minute'],
  [3 * MINUTE + 59_000, '3 minutes'],
  [HOUR, '1 hour'],
  [47.9 * HOUR, '47 hours'],
  [48 * HOUR, '2 days'],
  [13.9 * DAY, '13 days'],
  [14 * DAY, '2 weeks'],
  [59 * DAY, '8 weeks'],
  [60 * DAY, '2 months'],
  [729 * DAY, '24 months'],
  [730 * DAY, '2 years'],
  [Number.NaN, 'less than a second'],
])('%d ms read "%s"', (ms, words) => {
  expect(spanWords(ms)).toBe(words);
});

describe('ago', () => {
  test('says how long it is', () => {
    expect(agoWords(0, 3 * MINUTE)).toBe('3 minutes ago');
  });

  test('takes what lies ahead as now', () => {
    expect(agoWords(10_000, 0)).toBe('just now');
  });
});

test.each([
  [-1, '0.00 s'],
  [341, '0.34 s'],
  [12_900, '12 s'],
  [185_000, '3 min 5 s'],
])('a duration of %d ms reads "%s"', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});
