import type { IncomingMessage } from 'node:http';
import type { Tail } from '../../contract/stops';
import { type EngineClient, EngineError } from '../engine/types';
import { cut } from '../engine/loose';
import { createSplitter, type Keeper, createKeeper } from './log-frames';

const LINES = 50;
/**
 * The engine counts lines of both streams together, so that the last 50 of one stream may lie far back between those of
 * the other one.
 */
const ASKED_LINES = 1000;
const LINE_LIMIT = 2000;
const REASON_LIMIT = 2000;
const TIMEOUT_MS = 5000;
const READ_LIMIT = 32 * 1024 * 1024;

/** The last lines of one stream. */
function lastLines({ text, dropped }: ReturnType<Keeper['take']>): { lines: string[]; cut: boolean } {
  const all = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (all.at(-1) === '') all.pop();
  // Its beginning was let go.
  if (dropped && all.length > 1) all.shift();
  const lines = all.slice(-LINES);
  return { lines: lines.map((line) => cut(line, LINE_LIMIT)), cut: dropped || lines.length < all.length };
}

/** The last lines a container printed: of stderr where there are any. Rejects when the engine is out of reach. */
export async function readTail(client: EngineClient, id: string, tty: boolean, signal: AbortSignal): Promise<Tail> {
  const path = `/containers/${encodeURIComponent(id)}/logs`;
  const query = { stdout: 1, stderr: 1, tail: ASKED_LINES };
  try {
    const answer = await client.stream({ method: 'GET', path, query, timeoutMs: TIMEOUT_MS, signal });
    return await readAnswer(answer, tty);
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'refused') throw error;
    return { kind: 'unreadable', lines: [], cut: false, reason: cut(error.message, REASON_LIMIT) };
  }
}

async function readAnswer(answer: IncomingMessage, tty: boolean): Promise<Tail> {
  const kept = { stdout: createKeeper(), stderr: createKeeper() };
  const split = createSplitter((stream, bytes) => kept[stream].add(bytes));
  const whole = await readSome(answer, (chunk) => (tty ? kept.stdout.add(chunk) : split(chunk)));
  const stderr = lastLines(kept.stderr.take());
  const stdout = lastLines(kept.stdout.take());
  const [kind, told] =
    stderr.lines.length > 0 ? (['stderr', stderr] as const) : ([tty ? 'tty' : 'stdout', stdout] as const);
  if (told.lines.length === 0) return { kind: 'empty', lines: [], cut: !whole, reason: '' };
  return { kind, lines: told.lines, cut: told.cut || !whole, reason: '' };
}

/** Resolves with whether it was all: a log is read for so long and no further. */
async function readSome(answer: IncomingMessage, take: (chunk: Buffer) => void): Promise<boolean> {
  const late = setTimeout(() => answer.destroy(), TIMEOUT_MS);
  let size = 0;
  try {
    for await (const chunk of answer) {
      const bytes = Buffer.from(chunk as Uint8Array);
      size += bytes.length;
      take(bytes);
      if (size > READ_LIMIT) return false;
    }
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(late);
    answer.destroy();
  }
}
