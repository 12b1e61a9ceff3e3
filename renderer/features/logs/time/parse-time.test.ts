import { expect, test } from 'vitest';
import { parseTime } from './parse-time';
import { fullStamp, stampOf } from './stamps';

const NOW = Date.UTC(2026, 2, 4, 12, 0, 0) * 1000;
const utc = (text: string): string | null => {
  const micros = parseTime(text, { nowMicros: NOW, zone: 'utc' });
  return micros === null ? null : stampOf(micros, 'utc');
};

test.each([
  ['5m', '2026-03-04T11:55:00.000Z'],
  ['-90s', '2026-03-04T11:58:30.000Z'],
  ['1.5 hours ago', '2026-03-04T10:30:00.000Z'],
  ['2d', '2026-03-02T12:00:00.000Z'],
  ['11:30', '2026-03-04T11:30:00.000Z'],
  ['23:59:59.5', '2026-03-03T23:59:59.500Z'],
  ['2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['2026-01-31 14:30', '2026-01-31T14:30:00.000Z'],
  ['2026-01-31T14:30:05.123456789+02:00', '2026-01-31T12:30:05.123Z'],
  ['2026-01-31T14:30:05Z', '2026-01-31T14:30:05.000Z'],
  ['1700000000', '2023-11-14T22:13:20.000Z'],
])('%s is %s', (text, expected) => expect(utc(text)).toBe(expected));

test.each(['', 'soon', '25:00', '2026-02-30', '2026-13-01', '12:61', '5 parsecs'])('%s is no time', (text) =>
  expect(utc(text)).toBeNull(),
);

test('without a zone it is in the zone that is shown', () => {
  const micros = parseTime('2026-01-31 14:30', { nowMicros: NOW, zone: 'local' });
  expect(stampOf(micros ?? 0, 'local')).toBe('2026-01-31 14:30:00.000');
  expect(fullStamp((micros ?? 0) + 7)).toContain('14:30:00.000007 local');
});
