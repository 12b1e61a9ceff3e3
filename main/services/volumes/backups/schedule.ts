import type { BackupSchedule } from '../../../contract/volume-backups';
import type { WallClock } from './wall-clock';

const HOUR_MS = 3_600_000;
/** A week and a day. */
const MOST_DAYS = 8;

/** The first time after `after` (ms since the epoch) that a schedule names; null: none. */
export function nextTime(schedule: BackupSchedule, after: number, clock: WallClock): number | null {
  switch (schedule.every) {
    case 'never':
      return null;
    case 'hours':
      return after + schedule.hours * HOUR_MS;
    case 'day':
      return nextDay(schedule, after, { clock, isDay: () => true });
    case 'week':
      return nextDay(schedule, after, {
        clock,
        isDay: (year, month, day) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === schedule.weekday,
      });
  }
}

interface Days {
  readonly clock: WallClock;
  readonly isDay: (year: number, month: number, day: number) => boolean;
}

function nextDay(
  { hour, minute }: { readonly hour: number; readonly minute: number },
  after: number,
  { clock, isDay }: Days,
): number | null {
  const { year, month, day } = clock.read(after);
  for (let more = 0; more <= MOST_DAYS; more += 1) {
    if (!isDay(year, month, day + more)) continue;
    const at = clock.moment({ year, month, day: day + more, hour, minute });
    if (at > after) return at;
  }
  return null;
}
