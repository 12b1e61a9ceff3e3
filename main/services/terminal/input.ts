import type { Writable } from 'node:stream';

/** What is typed, on its way to the program. */
export interface Input {
  /** False: the program reads nothing and too much waits already; these bytes are dropped. */
  push(bytes: Uint8Array): boolean;
}

/** More than any sane paste. */
const LIMIT = 4 * 1024 * 1024;

/** Never makes its caller wait: what is typed must not hold up what else comes from the page. */
export function createInput(stream: Writable): Input {
  return {
    push: (bytes) => {
      if (stream.destroyed || stream.writableEnded) return true;
      if (stream.writableLength + bytes.length > LIMIT) return false;
      stream.write(bytes);
      return true;
    },
  };
}
