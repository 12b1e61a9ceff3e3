import { LOCALE, t } from './i18n';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

interface Step {
  /** Where its use begins, ms. */
  readonly from: number;
  readonly unit: number;
  readonly span: (count: number) => string;
  readonly ago: (count: number) => string;
}

/** The steps are the docker CLI's, which keeps hours up to two days and so on. */
const STEPS: readonly Step[] = [
  {
    ...{ from: 2 * YEAR, unit: YEAR },
    span: (count) => t('{count, plural, one {# year} other {# years}}', { count }),
    ago: (count) => t('{count, plural, one {# year ago} other {# years ago}}', { count }),
  },
  {
    ...{ from: 2 * MONTH, unit: MONTH },
    span: (count) => t('{count, plural, one {# month} other {# months}}', { count }),
    ago: (count) => t('{count, plural, one {# month ago} other {# months ago}}', { count }),
  },
  {
    ...{ from: 2 * WEEK, unit: WEEK },
    span: (count) => t('{count, plural, one {# week} other {# weeks}}', { count }),
    ago: (count) => t('{count, plural, one {# week ago} other {# weeks ago}}', { count }),
  },
  {
    ...{ from: 2 * DAY, unit: DAY },
    span: (count) => t('{count, plural, one {# day} other {# days}}', { count }),
    ago: (count) => t('{count, plural, one {# day ago} other {# days ago}}', { count }),
  },
  {
    ...{ from: HOUR, unit: HOUR },
    span: (count) => t('{count, plural, one {# hour} other {# hours}}', { count }),
    ago: (count) => t('{count, plural, one {# hour ago} other {# hours ago}}', { count }),
  },
  {
    ...{ from: MINUTE, unit: MINUTE },
    span: (count) => t('{count, plural, one {# minute} other {# minutes}}', { count }),
    ago: (count) => t('{count, plural, one {# minute ago} other {# minutes ago}}', { count }),
  },
  {
    ...{ from: SECOND, unit: SECOND },
    span: (count) => t('{count, plural, one {# second} other {# seconds}}', { count }),
    ago: (count) => t('{count, plural, one {# second ago} other {# seconds ago}}', { count }),
  },
];

// Written so that no number at all has none.
const stepOf = (ms: number): Step | undefined => STEPS.find(({ from }) => ms >= from);

/** A span of time in its largest fitting unit, rounded down: "3 minutes". Below a second (or negative): "less than a second". */
export function spanWords(ms: number): string {
  const step = stepOf(ms);
  return step === undefined ? t('less than a second') : step.span(Math.floor(ms / step.unit));
}

/** "3 minutes ago"; what seems to lie ahead (clocks differ) counts as now. */
export function agoWords(then: number, now: number): string {
  if (now - then < SECOND) return t('just now');
  const step = stepOf(now - then);
  // Only of what is no number.
  return step === undefined ? t('less than a second ago') : step.ago(Math.floor((now - then) / step.unit));
}

const hundredths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** How long something took: "0.34 s", "12 s", "3 min 5 s". */
export function durationWords(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < 10 * SECOND) return `${hundredths.format(whole / SECOND)} s`;
  if (whole < MINUTE) return `${Math.floor(whole / SECOND)} s`;
  return `${Math.floor(whole / MINUTE)} min ${Math.floor((whole % MINUTE) / SECOND)} s`;
}

const clock = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const days = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium', hour12: false });

export const clockTime = (ms: number): string => clock.format(ms);
export const dateOf = (ms: number): string => days.format(ms);
export const dateTime = (ms: number): string => full.format(ms);
