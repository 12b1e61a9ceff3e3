import type { Printed, StreamNumber } from '../read/messages';

/** Takes a whole line, without its newline; it is its own only during the call. */
export type TakeLine = (line: Printed) => void;

/** Puts the pieces of long lines together, each stream's for itself. */
export interface Pieces {
  message(message: Printed): void;
  /** What waits for its line's end is a line as it stands. */
  flush(): void;
}

interface Held {
  readonly micros: number;
  readonly pieces: Buffer[];
  bytes: number;
}

const NEWLINE = 10;

/** @param limit Bytes of a line that are kept. */
export function createPieces(limit: number, take: TakeLine): Pieces {
  const held: Record<StreamNumber, Held | null> = { 1: null, 2: null };
  const line: { -readonly [K in keyof Printed]: Printed[K] } = {
    ...{ stream: 1, micros: 0, bytes: Buffer.alloc(0), start: 0, end: 0 },
  };
  const hold = (stream: StreamNumber, micros: number, piece: Buffer): void => {
    const known = (held[stream] ??= { micros, pieces: [], bytes: 0 });
    // Beyond the limit nothing is shown anyway. A copy: the bytes are the reader's.
    if (known.bytes < limit) known.pieces.push(Buffer.from(piece));
    known.bytes += piece.length;
  };
  const release = (stream: StreamNumber): void => {
    const known = held[stream];
    if (known === null) return;
    held[stream] = null;
    const bytes = Buffer.concat(known.pieces);
    take({ stream, micros: known.micros, bytes, start: 0, end: Math.min(bytes.length, limit) });
  };
  return {
    message: ({ stream, micros, bytes, start, end }) => {
      const ended = end > start && bytes[end - 1] === NEWLINE;
      if (ended && held[stream] === null) {
        line.stream = stream;
        line.micros = micros;
        line.bytes = bytes;
        line.start = start;
        line.end = Math.min(end - 1, start + limit);
        take(line);
        return;
      }
      hold(stream, micros, bytes.subarray(start, ended ? end - 1 : end));
      if (ended) release(stream);
    },
    flush: () => {
      release(1);
      release(2);
    },
  };
}
