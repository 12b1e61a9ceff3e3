import type { EngineClient } from '../../engine/types';
import { createPieces } from '../store/pieces';
import { drain } from './drain';
import type { LogFacts } from './facts';
import { readFrames, readTerminal, type StreamNumber } from './messages';
import { logRequest } from './request';

export interface PreviewLine {
  readonly stream: StreamNumber;
  readonly micros: number;
  /** Without its newline. */
  readonly bytes: Buffer;
}

const LINE_LIMIT = 256 * 1024;
const NO_BRAKE = { full: () => false, drained: () => Promise.resolve() };

/** The last lines, which the engine finds at once however long the log is. Throws EngineError. */
export async function readPreview(
  client: EngineClient,
  { facts, count, signal }: { readonly facts: LogFacts; readonly count: number; readonly signal: AbortSignal },
): Promise<readonly PreviewLine[]> {
  const { id, tty } = facts;
  const lines: PreviewLine[] = [];
  const pieces = createPieces(LINE_LIMIT, ({ stream, micros, bytes, start, end }) => {
    lines.push({ stream, micros, bytes: Buffer.from(bytes.subarray(start, end)) });
  });
  const wish = { id, follow: false, tail: count, sinceMicros: null, timestamps: true };
  const response = await client.stream({ ...logRequest(wish), signal });
  const reader = (tty ? readTerminal : readFrames)((message) => pieces.message(message));
  await drain(response, reader, NO_BRAKE);
  pieces.flush();
  return lines.slice(-count);
}
