/**
 * Cuts strings within escape sequences (titles, links, clipboards) that are longer than any use of them, before the
 * terminal gathers megabytes of one: the rest of it is left out, its end is not.
 */
export interface StringLimit {
  /** The same bytes, or fewer. */
  pass(bytes: Uint8Array): Uint8Array;
}

const ESC = 0x1b;
const BEL = 0x07;
const CANCEL = 0x18;
const SUBSTITUTE = 0x1a;
/** `]`, `P`, `X`, `^`, `_`: after an ESC they begin a string. */
const OPENERS: ReadonlySet<number> = new Set([0x5d, 0x50, 0x58, 0x5e, 0x5f]);

export function createStringLimit(limit = 256 * 1024): StringLimit {
  let inString = false;
  let afterEscape = false;
  let length = 0;
  /** In a string: the index after it, or the end. */
  const endOf = (bytes: Uint8Array, from: number): number => {
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === ESC || byte === BEL || byte === CANCEL || byte === SUBSTITUTE) return at;
    }
    return bytes.length;
  };
  return {
    pass: (bytes) => {
      const kept: Uint8Array[] = [];
      let begin = 0;
      let at = 0;
      while (at < bytes.length) {
        if (inString) {
          const end = endOf(bytes, at);
          const room = Math.max(0, limit - length);
          length += end - at;
          if (end - at > room) {
            kept.push(bytes.subarray(begin, at + room));
            begin = end;
          }
          inString = end === bytes.length;
          at = end;
        } else if (afterEscape) {
          afterEscape = bytes[at] === ESC;
          inString = OPENERS.has(bytes[at] ?? 0);
          length = 0;
          at += 1;
        } else {
          const next = bytes.indexOf(ESC, at);
          afterEscape = next >= 0;
          at = next < 0 ? bytes.length : next + 1;
        }
      }
      if (begin === 0) return bytes;
      kept.push(bytes.subarray(begin));
      return joined(kept);
    },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
