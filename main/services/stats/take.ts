import type { Readable } from 'node:stream';
import type { EngineClient } from '../engine/types';
import { type Reading, readStats } from './reading';

/** How this engine is best asked for one reading. */
export interface Manner {
  /** API 1.41 and newer: one reading is all it takes. Older ones would take two, a second apart. */
  readonly oneShot: boolean;
  /**
   * Before Docker 25 (API 1.44, moby/moby#46448) even a single reading waits for the next round of the engine's collector,
   * up to a second; those that wait together share that round.
   */
  readonly waits: boolean;
  /** On this machine: a connection of its own for each question costs next to nothing. */
  readonly local: boolean;
}

/** Above what a collector's round takes. */
const TIMEOUT_MS = 5_000;
/** An answer is some 2 kB; with hundreds of disks more. */
const ANSWER_LIMIT = 4 * 1024 * 1024;

const atLeast = (version: string, minor: number): boolean => {
  const [major = 0, own = 0] = version.split('.').map(Number);
  return major > 1 || (major === 1 && own >= minor);
};

/** @param url The engine's. @param version The negotiated API version. */
export const mannerOf = (url: string, version: string): Manner => ({
  oneShot: atLeast(version, 41),
  waits: !atLeast(version, 44),
  local: /^(unix|npipe):/.test(url),
});

/**
 * One reading; null: the container does not run. Where answers wait for the collector the question stays outside the limit
 * on requests in flight, as a dozen of them would hold up what the user wants. Rejects with EngineError.
 */
export async function takeReading(
  client: EngineClient,
  id: string,
  manner: Manner,
  signal: AbortSignal,
): Promise<Reading | null> {
  const query = manner.oneShot ? { stream: false, 'one-shot': true } : { stream: true };
  const path = `/containers/${encodeURIComponent(id)}/stats`;
  const request = { method: 'GET', path, query, signal, timeoutMs: TIMEOUT_MS } as const;
  if (manner.oneShot && !(manner.waits && manner.local)) return readStats(await client.json(request));
  const answer = await client.stream(request);
  try {
    return readStats(await firstLine(answer, signal));
  } finally {
    answer.destroy();
  }
}

/** Null: it ended, broke off, or took too long before the first line was whole. */
async function firstLine(answer: Readable, signal: AbortSignal): Promise<unknown> {
  const late = setTimeout(() => answer.destroy(), TIMEOUT_MS);
  let text = '';
  try {
    answer.setEncoding('utf8');
    for await (const chunk of answer) {
      text += String(chunk);
      const end = text.indexOf('\n');
      if (end >= 0) return JSON.parse(text.slice(0, end)) as unknown;
      if (text.length > ANSWER_LIMIT) return null;
    }
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  } finally {
    clearTimeout(late);
  }
}
