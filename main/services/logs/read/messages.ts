import { createStampReader, isStampAt } from './stamp';
import { say } from '../../../../texts/say';

/** `docker logs` knows two; what a terminal prints is all stdout. */
export type StreamNumber = 1 | 2;

/** Part of a log: `bytes[start .. end)`, printed at `micros` (µs since the epoch). */
export interface Printed {
  readonly stream: StreamNumber;
  readonly micros: number;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** A message as the engine keeps it: one line with its end, or a piece of a long one without. */
export interface Message extends Printed {
  /** Tells messages of the same microsecond apart. */
  readonly key: number;
}

/** Whether it is a whole line, or the last piece of one. */
export const endsLine = ({ bytes, end }: Message): boolean => bytes[end - 1] === NEWLINE;

/** The message, and its bytes, are its own only during the call: there is one object for all, as there are millions. */
export type TakeMessage = (message: Message) => void;

export interface MessageReader {
  /** Throws LogFormatError. */
  push(chunk: Buffer): void;
  /** No more will come: a last piece without an end counts as it stands. */
  end(): void;
}

export class LogFormatError extends Error {
  override readonly name = 'LogFormatError';
}

const HEADER = 8;
/** The engine's own messages are 16 KiB; whatever says more than this is no log stream. */
const FRAME_LIMIT = 64 * 1024 * 1024;
const NEWLINE = 10;
/** The engine breaks lines that are longer into pieces of this size, before it mends their UTF-8, which makes them longer. */
const PIECE = 16_384;
/** A line of a terminal without an end is taken in pieces of this size, so that none fills the memory. */
const TTY_HOLD = 1024 * 1024;
const KEY_LENGTHS = 2 ** 18;
const EMPTY: Buffer = Buffer.alloc(0);

function createTaker(take: TakeMessage): (stream: StreamNumber, bytes: Buffer, start: number, end: number) => void {
  const readStamp = createStampReader();
  const message = { stream: 1 as StreamNumber, micros: 0, key: 0, bytes: EMPTY, start: 0, end: 0 };
  return (stream, bytes, start, end) => {
    const stamp = readStamp(bytes, start, end);
    message.stream = stream;
    message.micros = stamp.micros;
    message.bytes = bytes;
    message.start = stamp.textAt;
    message.end = end;
    message.key = (stamp.nanos * 4 + stream) * KEY_LENGTHS + ((end - stamp.textAt) % KEY_LENGTHS);
    take(message);
  };
}

/**
 * Reads the multiplexed stream of a container without a terminal: frames of 8 bytes (stream, three zeros, big-endian
 * length) and a message each (Docker Engine API, "ContainerAttach", stream format).
 */
export function readFrames(take: TakeMessage): MessageReader {
  const taken = createTaker(take);
  let rest: Buffer | null = null;
  return {
    push: (chunk) => {
      const bytes: Buffer = rest === null ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      while (bytes.length - at >= HEADER) {
        const stream = bytes[at];
        const length = bytes.readUInt32BE(at + 4);
        if (length > FRAME_LIMIT || stream === undefined || stream > 3)
          throw new LogFormatError(say('The engine sent something that is no log stream.'));
        const end = at + HEADER + length;
        if (end > bytes.length) break;
        // 0 is stdin, which the engine counts as stdout; 3 is the engine's own error.
        taken(stream >= 2 ? 2 : 1, bytes, at + HEADER, end);
        at = end;
      }
      rest = at === bytes.length ? null : bytes.subarray(at);
    },
    end: () => {
      rest = null;
    },
  };
}

/**
 * Reads what a container with a terminal printed: lines, each with its timestamp in front, and pieces of long lines, which
 * have one each as well and so can be told from what was printed.
 */
export function readTerminal(take: TakeMessage): MessageReader {
  const taken = createTaker(take);
  let rest: Buffer | null = null;

  /** Takes the pieces that are certain in `[from, to)`; returns where the last, uncertain one begins. */
  const takePieces = (bytes: Buffer, from: number, to: number): number => {
    let start = from;
    for (let at = from + PIECE; at < to; at += 1) {
      if (!isStampAt(bytes, at)) continue;
      taken(1, bytes, start, at);
      start = at;
      at += PIECE;
    }
    return start;
  };
  return {
    push: (chunk) => {
      const bytes: Buffer = rest === null ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      // What was looked at before has no end in it.
      let from = rest?.length ?? 0;
      for (;;) {
        const newline = bytes.indexOf(NEWLINE, from);
        if (newline === -1) break;
        taken(1, bytes, newline - start > PIECE ? takePieces(bytes, start, newline) : start, newline + 1);
        start = newline + 1;
        from = start;
      }
      if (bytes.length - start > TTY_HOLD) start = takePieces(bytes, start, bytes.length);
      rest = start === bytes.length ? null : bytes.subarray(start);
    },
    end: () => {
      if (rest !== null) taken(1, rest, rest.length > PIECE ? takePieces(rest, 0, rest.length) : 0, rest.length);
      rest = null;
    },
  };
}
