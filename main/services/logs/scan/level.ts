import type { LogLevel } from '../../../contract/logs';

const NAMES: Readonly<Record<string, LogLevel>> = {
  trace: 'trace',
  verbose: 'trace',
  debug: 'debug',
  dbug: 'debug',
  info: 'info',
  information: 'info',
  informational: 'info',
  notice: 'info',
  log: 'info',
  warn: 'warn',
  warning: 'warn',
  wrn: 'warn',
  err: 'error',
  error: 'error',
  severe: 'error',
  fail: 'error',
  crit: 'fatal',
  critical: 'fatal',
  fatal: 'fatal',
  panic: 'fatal',
  alert: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
};
/** What pino and bunyan write. */
const NUMBERS: Readonly<Record<string, LogLevel>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};
const LETTERS: Readonly<Record<string, LogLevel>> = { I: 'info', W: 'warn', E: 'error', F: 'fatal', D: 'debug' };

const JSON_FIELD =
  /"(?:level|lvl|severity|levelname|log\.level|loglevel|log_level|@l|LEVEL|Level)"\s*:\s*"?([A-Za-z]+|\d+)/;
const LOGFMT = /(?:^|\s)(?:level|lvl|severity)=["']?([A-Za-z]+)/i;
/** `I0102 15:04:05.000000 ...`. */
const KLOG = /^([IWEFD])\d{4} /;
const WORDS = Object.keys(NAMES).filter((name) => name !== 'log');
const UPPER = new RegExp(`(?:^|[^A-Za-z0-9_])(${WORDS.join('|').toUpperCase()})(?![A-Za-z0-9_])`);
/** In small letters only where it is plainly a label: `[error]`, `error: ...`, `<warn>`, `level | info`. */
const LABEL = new RegExp(`(?:^|[[(<|]\\s?)(${WORDS.join('|')})(?=\\s?[\\])>|:])`, 'i');
/** A label stands near the beginning; further on it is somebody's words. */
const NEAR = 200;

const named = (word: string | undefined): LogLevel =>
  (word === undefined ? undefined : (NAMES[word.toLowerCase()] ?? NUMBERS[word])) ?? 'none';

/** The level that a line names, as the common loggers write it. Escape sequences are taken out before. */
export function levelOf(text: string): LogLevel {
  const near = text.length > NEAR ? text.slice(0, NEAR) : text;
  if (near.startsWith('{')) {
    const found = JSON_FIELD.exec(text.length > 4096 ? text.slice(0, 4096) : text);
    if (found !== null) return named(found[1]);
  }
  const klog = KLOG.exec(near);
  if (klog !== null) return LETTERS[klog[1] ?? ''] ?? 'none';
  const found = LOGFMT.exec(near) ?? UPPER.exec(near) ?? LABEL.exec(near);
  return named(found?.[1]);
}
