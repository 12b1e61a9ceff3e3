import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BackupSchedule } from '../../../contract/volume-backups';
import { nextTime } from './schedule';
import { createWallClock } from './wall-clock';

const berlin = createWallClock('Europe/Berlin');
const next = (schedule: BackupSchedule, after: string): string =>
  new Date(nextTime(schedule, Date.parse(after), berlin) ?? Number.NaN).toISOString();
const daily = (hour: number, minute = 0): BackupSchedule => ({ every: 'day', hour, minute });

test('the next time is strictly after, by the clock on the wall', () => {
  expect(next(daily(2, 30), '2026-01-10T01:29:59Z')).toBe('2026-01-10T01:30:00.000Z');
  expect(next(daily(2, 30), '2026-01-10T01:30:00Z')).toBe('2026-01-11T01:30:00.000Z');
  expect(next({ every: 'hours', hours: 6 }, '2026-01-10T01:30:00Z')).toBe('2026-01-10T07:30:00.000Z');
  // A Saturday.
  expect(next({ every: 'week', weekday: 1, hour: 0, minute: 0 }, '2026-01-10T12:00:00Z')).toBe(
    '2026-01-11T23:00:00.000Z',
  );
  expect(nextTime({ every: 'never' }, 0, berlin)).toBeNull();
});

test('a time that the clock leaves out comes later, and one that comes twice comes once', () => {
  // On 29 March 2026 the clock goes from 2 to 3; on 25 October from 3 back to 2.
  expect(next(daily(2, 30), '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
  expect(next(daily(2, 30), '2026-03-29T01:30:00Z')).toBe('2026-03-30T00:30:00.000Z');
  expect(next(daily(2, 30), '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
  expect(next(daily(2, 30), '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
});

test('in every zone there is one a day, at its time', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  );
  const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });
  const hours = fc.integer({ min: 0, max: 23 });
  fc.assert(
    fc.property(zones, moments, hours, (zone, after, hour) => {
      const clock = createWallClock(zone);
      const at = nextTime({ every: 'day', hour, minute: 15 }, after, clock) ?? 0;
      expect(at).toBeGreaterThan(after);
      // A day that is left out altogether (Apia, 2011) makes it two.
      expect(at - after).toBeLessThanOrEqual(49 * 3_600_000);
      const shown = clock.read(at);
      // Half an hour or an hour later where the clock leaves it out.
      const minutes = (shown.hour - hour) * 60 + shown.minute - 15;
      expect([0, 30, 60]).toContain(minutes);
    }),
  );
});
