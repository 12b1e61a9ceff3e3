import type { Printed } from '../read/messages';

/**
 * Lines of one container, one after another. Line `i` is `text[ends[i - 1] .. ends[i])`, without its newline.
 */
export interface Chunk {
  readonly count: number;
  /** µs since the epoch. */
  readonly times: Float64Array;
  readonly ends: Uint32Array;
  readonly streams: Uint8Array;
  readonly text: Buffer;
}

export interface OpenChunk {
  readonly count: () => number;
  readonly bytes: () => number;
  add(line: Printed): void;
  /** What is in it now; it shares the memory, and what is added later does not change it. */
  view(): Chunk;
}

const FIRST_LINES = 512;

export function createOpenChunk(size: number): OpenChunk {
  let text = Buffer.allocUnsafe(size);
  let times = new Float64Array(FIRST_LINES);
  let ends = new Uint32Array(FIRST_LINES);
  let streams = new Uint8Array(FIRST_LINES);
  let count = 0;
  let used = 0;

  const growTables = (): void => {
    const [oldTimes, oldEnds, oldStreams] = [times, ends, streams];
    times = new Float64Array(count * 2);
    ends = new Uint32Array(count * 2);
    streams = new Uint8Array(count * 2);
    times.set(oldTimes);
    ends.set(oldEnds);
    streams.set(oldStreams);
  };
  const growText = (needed: number): void => {
    const old = text;
    text = Buffer.allocUnsafe(Math.max(needed, old.length * 2));
    old.copy(text, 0, 0, used);
  };
  return {
    count: () => count,
    bytes: () => used,
    add: ({ stream, micros, bytes, start, end }) => {
      if (count === times.length) growTables();
      if (used + end - start > text.length) growText(used + end - start);
      bytes.copy(text, used, start, end);
      used += end - start;
      times[count] = micros;
      ends[count] = used;
      streams[count] = stream;
      count += 1;
    },
    view: () => ({
      count,
      times: times.subarray(0, count),
      ends: ends.subarray(0, count),
      streams: streams.subarray(0, count),
      text: text.subarray(0, used),
    }),
  };
}

const HEADER = 8;
const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** Bytes of it in a spool. */
export const sizeOf = ({ count, text }: Chunk): number => HEADER + count * 12 + padded(count) + text.length;

/** As it stands in a spool: count, bytes of text (4 each, this machine's order), times, ends, streams, text. */
export function encodeChunk(chunk: Chunk): Buffer {
  const { count, times, ends, streams, text } = chunk;
  const bytes = Buffer.allocUnsafe(sizeOf(chunk));
  new Uint32Array(bytes.buffer, bytes.byteOffset, 2).set([count, text.length]);
  let at = HEADER;
  for (const table of [times, ends, streams]) {
    Buffer.from(table.buffer, table.byteOffset, table.byteLength).copy(bytes, at);
    at += table.byteLength;
  }
  text.copy(bytes, HEADER + count * 12 + padded(count));
  return bytes;
}

/** @param bytes Aligned to 8, as a buffer of its own is. */
export function decodeChunk(bytes: Uint8Array): Chunk {
  const { buffer, byteOffset } = bytes;
  const [count = 0, length = 0] = new Uint32Array(buffer, byteOffset, 2);
  const timesAt = byteOffset + HEADER;
  const endsAt = timesAt + count * 8;
  const streamsAt = endsAt + count * 4;
  const textAt = streamsAt + padded(count);
  return {
    count,
    times: new Float64Array(buffer, timesAt, count),
    ends: new Uint32Array(buffer, endsAt, count),
    streams: new Uint8Array(buffer, streamsAt, count),
    text: Buffer.from(buffer, textAt, length),
  };
}

export const startOf = (chunk: Chunk, index: number): number => (index === 0 ? 0 : (chunk.ends[index - 1] ?? 0));
