import type { EngineClient } from '../../engine/types';
import { readFacts } from './facts';
import { readFrames, readTerminal } from './messages';
import { logRequest } from './request';

export interface NewLines {
  readonly id: string;
  /** µs since the epoch by the engine's clock; null: from now. */
  readonly sinceMicros: number | null;
  /** Lines as they come, cut; a piece of a long one counts as one. Nothing more is read until it resolves. */
  readonly take: (lines: readonly string[]) => Promise<void>;
}

/** Bytes of a line that are looked at. */
const LINE_LIMIT = 4096;

/**
 * What a container prints, without its past, and without care for what a break or a rotation loses. Resolves when it ends. Rejects
 * with EngineError, and LogFormatError.
 */
export async function readNewLines(
  client: EngineClient,
  { id, sinceMicros, take }: NewLines,
  signal: AbortSignal,
): Promise<void> {
  const { tty } = await readFacts(client, id, signal);
  const wish = { id, follow: true, tail: sinceMicros === null ? 0 : null, sinceMicros, timestamps: true };
  const answer = await client.stream({ ...logRequest(wish), timeoutMs: null, signal });
  let lines: string[] = [];
  const reader = (tty ? readTerminal : readFrames)(({ bytes, start, end }) => {
    lines.push(bytes.toString('utf8', start, Math.min(end, start + LINE_LIMIT)).trimEnd());
  });
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      reader.push(chunk);
      if (lines.length === 0) continue;
      await take(lines);
      lines = [];
    }
    reader.end();
    if (lines.length > 0) await take(lines);
  } finally {
    answer.destroy();
  }
}
