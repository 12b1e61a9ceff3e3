import { LOG_LINE_LIMIT, LOG_ROW_LIMIT, type LogMark, type LogRow } from '../../../contract/logs';
import { levelOf } from '../scan/level';
import { plainText } from '../scan/plain-text';
import type { Source } from '../source';
import { type Chunk, startOf } from '../store/chunk';

const CARRIAGE_RETURN = 13;
/** A UTF-8 character has at most this many bytes for one UTF-16 unit. */
const MOST_BYTES = 3;

/** One line as it stands in its store. */
export interface StoredLine {
  readonly stream: number;
  readonly micros: number;
  /** Without its line end. */
  readonly bytes: Buffer;
}

/** What a terminal's line ends with is no text. */
const withoutReturn = (bytes: Buffer): Buffer =>
  bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, bytes.length - 1) : bytes;

const lineIn = (chunk: Chunk, index: number): StoredLine => ({
  stream: chunk.streams[index] ?? 1,
  micros: chunk.times[index] ?? 0,
  bytes: withoutReturn(chunk.text.subarray(startOf(chunk, index), chunk.ends[index] ?? 0)),
});

/** Null: the line is no more. */
export async function readLine({ store }: Source, line: number): Promise<StoredLine | null> {
  const block = store.block(line);
  if (block === null) return null;
  const chunk = await store.load(block).catch(() => null);
  return chunk === null ? null : lineIn(chunk, line - block.first);
}

const textOf = (bytes: Buffer, limit: number): string =>
  bytes.toString('utf8', 0, Math.min(bytes.length, limit * MOST_BYTES)).slice(0, limit);

export interface Placed {
  readonly line: number;
  readonly source: number;
  readonly context: boolean;
  readonly marks: readonly LogMark[];
}

export function toRow({ stream, micros, bytes }: StoredLine, { line, source, context, marks }: Placed): LogRow {
  const text = textOf(bytes, LOG_ROW_LIMIT);
  return {
    ...{ line, source, context, text, timeMicros: micros, marks: [...marks] },
    stream: stream === 2 ? 'stderr' : 'stdout',
    cutBytes: text.length === LOG_ROW_LIMIT && bytes.length > LOG_ROW_LIMIT ? bytes.length : null,
    level: levelOf(plainText(text)),
  };
}

export const wholeText = ({ bytes }: StoredLine): { readonly text: string; readonly bytes: number } => ({
  text: textOf(bytes, LOG_LINE_LIMIT),
  bytes: bytes.length,
});
