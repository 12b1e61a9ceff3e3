import { say } from '../../../../texts/say';

/** What was sent is no tar, or one that no engine makes. */
export class TarError extends Error {
  override readonly name = 'TarError';
}

const SPACE = 0x20;
const ZERO = 0x30;
const SEVEN = 0x37;
/** In the first byte: the rest is a big-endian number (GNU's way to sizes of 8 GiB and more). */
const BINARY = 0x80;
const NEGATIVE = 0x40;

/** A number of a header: octal digits, or binary. Throws TarError. */
export function numberAt(block: Buffer, from: number, length: number): number {
  const first = block[from] ?? 0;
  const value = first >= BINARY ? binary(block, from, length) : octal(block, from, length);
  if (!Number.isSafeInteger(value)) throw new TarError(say('a number in a header is too large'));
  return value;
}

function binary(block: Buffer, from: number, length: number): number {
  const first = block[from] ?? 0;
  if ((first & NEGATIVE) !== 0) throw new TarError(say('a number in a header is negative'));
  let value = first & ~BINARY;
  for (let at = from + 1; at < from + length; at += 1) value = value * 256 + (block[at] ?? 0);
  return value;
}

function octal(block: Buffer, from: number, length: number): number {
  let value = 0;
  let at = from;
  const end = from + length;
  while (at < end && block[at] === SPACE) at += 1;
  for (; at < end; at += 1) {
    const byte = block[at] ?? 0;
    if (byte === 0 || byte === SPACE) break;
    if (byte < ZERO || byte > SEVEN) throw new TarError(say('a number in a header is not one'));
    value = value * 8 + byte - ZERO;
  }
  return value;
}

export interface Decoded {
  readonly text: string;
  /** The bytes are not UTF-8: the text is not them. */
  readonly odd: boolean;
}

const REPLACEMENT = '\ufffd';

export function decode(bytes: Buffer): Decoded {
  const text = bytes.toString('utf8');
  return { text, odd: text.includes(REPLACEMENT) && !Buffer.from(text, 'utf8').equals(bytes) };
}

/** Up to the first NUL. */
export function bytesAt(block: Buffer, from: number, length: number): Buffer {
  const end = block.indexOf(0, from);
  return block.subarray(from, end < 0 || end > from + length ? from + length : end);
}

const SUM_AT = 148;
const SUM_LENGTH = 8;

/** Of a header, its own field counted as spaces. */
export function checksum(block: Buffer): number {
  let sum = SUM_LENGTH * SPACE;
  for (let at = 0; at < block.length; at += 1) if (at < SUM_AT || at >= SUM_AT + SUM_LENGTH) sum += block[at] ?? 0;
  return sum;
}
