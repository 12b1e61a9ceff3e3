/** A moment as a wall clock shows it; `month` is 1 to 12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** A time zone's clock. */
export interface WallClock {
  read(ms: number): WallTime;
  /**
   * When it shows this. Days and months beyond their ends count on. A time that a change of the clock leaves out is as much later
   * as the change; of one that comes twice it is the first.
   */
  moment(wall: WallTime): number;
}

const DAY_MS = 86_400_000;

/** @param timeZone IANA name; undefined: this machine's. */
export function createWallClock(timeZone?: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  });
  const read = (ms: number): WallTime => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
  };
  const asUtc = ({ year, month, day, hour, minute }: WallTime): number => Date.UTC(year, month - 1, day, hour, minute);
  const offsetAt = (ms: number): number => asUtc(read(ms)) - Math.floor(ms / 60_000) * 60_000;
  return {
    read,
    moment(wall) {
      const utc = asUtc(wall);
      // The offsets of before and after any change that is near: one a day before, one a day after.
      const before = utc - offsetAt(utc - DAY_MS);
      const after = utc - offsetAt(utc + DAY_MS);
      const fits = [before, after].filter((ms) => asUtc(read(ms)) === utc);
      return fits.length === 0 ? before : Math.min(...fits);
    },
  };
}
