/** What a timestamp in front of a log message said; one object for all of them, as there are millions. */
export interface Stamp {
  /** µs since the epoch, engine clock. */
  micros: number;
  /** The nanoseconds left over, 0 to 999. */
  nanos: number;
  /** Where the message begins. */
  textAt: number;
}

/** `2006-01-02T15:04:05`. */
const SECONDS_LENGTH = 19;
/** `2006-01-02T15:04:05.000000000Z`: what the engine writes. */
const FULL_LENGTH = 30;
/** Longest that RFC 3339 allows for: nine decimals and an offset. */
const LONGEST = 36;
const ZERO = 48;
const NINE = 57;
const DASH = 45;
const DOT = 46;
const SPACE = 32;
const LETTER_T = 84;
const LETTER_Z = 90;
const OTHERS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,9}))?(?:Z|[+-]\d\d:\d\d) /;

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= NINE;

/** Whether an engine's timestamp and its space stand at `at`. */
export const isStampAt = (bytes: Uint8Array, at: number): boolean =>
  bytes[at + FULL_LENGTH] === SPACE &&
  bytes[at + FULL_LENGTH - 1] === LETTER_Z &&
  bytes[at + 10] === LETTER_T &&
  bytes[at + SECONDS_LENGTH] === DOT &&
  bytes[at + 4] === DASH &&
  bytes[at + 7] === DASH &&
  isDigit(bytes[at]) &&
  isDigit(bytes[at + FULL_LENGTH - 2]);

const digits = (bytes: Uint8Array, from: number, count: number): number => {
  let value = 0;
  for (let at = from; at < from + count; at += 1) value = value * 10 + (bytes[at] ?? ZERO) - ZERO;
  return value;
};

/**
 * Reads the timestamp that the engine puts in front of each message (`timestamps=1`). Where there is none, the message
 * has the time of the one before it.
 */
export function createStampReader(): (bytes: Buffer, start: number, end: number) => Stamp {
  const stamp: Stamp = { micros: 0, nanos: 0, textAt: 0 };
  const second = new Uint8Array(SECONDS_LENGTH);
  let secondMicros = Number.NaN;

  const isSameSecond = (bytes: Uint8Array, start: number): boolean => {
    // From its end: the seconds change first.
    for (let at = SECONDS_LENGTH - 1; at >= 0; at -= 1) if (bytes[start + at] !== second[at]) return false;
    return true;
  };
  const readSecond = (bytes: Buffer, start: number): void => {
    second.set(bytes.subarray(start, start + SECONDS_LENGTH));
    secondMicros = Date.parse(`${bytes.toString('latin1', start, start + SECONDS_LENGTH)}Z`) * 1000;
  };
  const readOther = (bytes: Buffer, start: number, end: number): void => {
    const found = OTHERS.exec(bytes.toString('latin1', start, Math.min(end, start + LONGEST + 1)));
    stamp.textAt = start;
    if (found === null) return;
    const [whole] = found;
    const fraction = (found[1] ?? '').padEnd(9, '0');
    const withoutFraction = whole.trimEnd().replace(/\.\d+/, '');
    stamp.micros = Date.parse(withoutFraction) * 1000 + Number(fraction.slice(0, 6));
    stamp.nanos = Number(fraction.slice(6));
    stamp.textAt = start + whole.length;
  };

  return (bytes, start, end) => {
    if (end - start <= FULL_LENGTH || !isStampAt(bytes, start)) {
      readOther(bytes, start, end);
      return stamp;
    }
    if (!isSameSecond(bytes, start)) readSecond(bytes, start);
    stamp.micros = secondMicros + digits(bytes, start + SECONDS_LENGTH + 1, 6);
    stamp.nanos = digits(bytes, start + SECONDS_LENGTH + 7, 3);
    stamp.textAt = start + FULL_LENGTH + 1;
    return stamp;
  };
}
