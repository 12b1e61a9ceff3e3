const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

/** Each unit from where it is used; the steps are the docker CLI's, which keeps hours up to two days and so on. */
const STEPS: readonly (readonly [from: number, unit: number, word: string])[] = [
  [2 * YEAR, YEAR, 'year'],
  [2 * MONTH, MONTH, 'month'],
  [2 * WEEK, WEEK, 'week'],
  [2 * DAY, DAY, 'day'],
  [HOUR, HOUR, 'hour'],
  [MINUTE, MINUTE, 'minute'],
  [SECOND, SECOND, 'second'],
];

/** A span of time in its largest fitting unit, rounded down: "3 minutes". Below a second (or negative): "less than a second". */
export function spanWords(ms: number): string {
  for (const [from, unit, word] of STEPS) {
    // Written so that no number at all counts as none.
    if (!(ms >= from)) continue;
    const count = Math.floor(ms / unit);
    return `${count} ${word}${count === 1 ? '' : 's'}`;
  }
  return 'less than a second';
}

/** "3 minutes ago"; what seems to lie ahead (clocks differ) counts as now. */
export const agoWords = (then: number, now: number): string =>
  now - then < SECOND ? 'just now' : `${spanWords(now - then)} ago`;

/** How long something took: "0.34 s", "12 s", "3 min 5 s". */
export function durationWords(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < 10 * SECOND) return `${(whole / SECOND).toFixed(2)} s`;
  if (whole < MINUTE) return `${Math.floor(whole / SECOND)} s`;
  return `${Math.floor(whole / MINUTE)} min ${Math.floor((whole % MINUTE) / SECOND)} s`;
}

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', hour12: false });

export const clockTime = (ms: number): string => clock.format(ms);
export const dateTime = (ms: number): string => full.format(ms);
