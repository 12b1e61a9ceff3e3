const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const AGO = /^-?\s*(\d+(?:\.\d+)?)\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?:\s+ago)?$/i;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?$/;
const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const UNIX = /^\d{10}(?:\.\d+)?$/;

interface Clock {
  readonly nowMicros: number;
  /** What a time without a zone is in. */
  readonly zone: 'local' | 'utc';
}

interface Parts {
  readonly day: readonly [year: number, month: number, day: number];
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly micros: number;
}

const DAY_MICROS = 86_400_000_000;

/** A day or an hour that does not exist is no time, instead of the one after it. */
function microsOf(
  { day: [year, month, day], hours, minutes, seconds, micros }: Parts,
  zone: Clock['zone'],
): number | null {
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const date =
    zone === 'utc'
      ? new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds))
      : new Date(year, month - 1, day, hours, minutes, seconds);
  const back = zone === 'utc' ? [date.getUTCMonth(), date.getUTCDate()] : [date.getMonth(), date.getDate()];
  return back[0] === month - 1 && back[1] === day ? date.getTime() * 1000 + micros : null;
}

const fraction = (digits = ''): number => Number(digits.slice(0, 6).padEnd(6, '0'));

function parseClock(match: RegExpExecArray, { nowMicros, zone }: Clock): number | null {
  const now = new Date(nowMicros / 1000);
  const day = zone === 'utc' ? now.toISOString().slice(0, 10).split('-').map(Number) : null;
  const [year, month, date] = day ?? [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const time = microsOf(
    {
      day: [year ?? 0, month ?? 0, date ?? 0],
      hours: Number(match[1]),
      minutes: Number(match[2]),
      seconds: Number(match[3] ?? 0),
      micros: fraction(match[4]),
    },
    zone,
  );
  // What is still to come today was yesterday.
  return time !== null && time > nowMicros ? time - DAY_MICROS : time;
}

function parseDate(match: RegExpExecArray, { zone }: Clock): number | null {
  const offset = match[8]?.toUpperCase();
  const time = microsOf(
    {
      day: [Number(match[1]), Number(match[2]), Number(match[3])],
      hours: Number(match[4] ?? 0),
      minutes: Number(match[5] ?? 0),
      seconds: Number(match[6] ?? 0),
      micros: fraction(match[7]),
    },
    offset === undefined ? zone : 'utc',
  );
  if (time === null || offset === undefined || offset === 'Z') return time;
  const sign = offset.startsWith('-') ? -1 : 1;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return time - sign * minutes * 60_000_000;
}

/**
 * What somebody typed for a time: `5m`, `2h ago`, `14:30`, `14:30:05.250`, `2026-01-31`, `2026-01-31 14:30`, RFC 3339, seconds
 * since 1970. µs since the epoch; null: not understood.
 */
export function parseTime(text: string, clock: Clock): number | null {
  const typed = text.trim();
  const ago = AGO.exec(typed);
  if (ago !== null) {
    const unit = UNITS[(ago[2] ?? '').charAt(0).toLowerCase()] ?? 0;
    return Math.round(clock.nowMicros - Number(ago[1]) * unit * 1_000_000);
  }
  const time = CLOCK.exec(typed);
  if (time !== null) return parseClock(time, clock);
  const date = DATE.exec(typed);
  if (date !== null) return parseDate(date, clock);
  return UNIX.test(typed) ? Math.round(Number(typed) * 1_000_000) : null;
}
