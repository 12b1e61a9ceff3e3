import { StringDecoder } from 'node:string_decoder';
import type { Env } from '../../engine/env';
import { createLineSplitter } from '../../process/line-splitter';
import { run } from '../../process/run';

/** One call of a program. */
export interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Env;
  readonly cwd: string;
}

/** Does a run's work: tells lines as they come. Rejects where it could not, or was ended. @returns The exit code; null: a signal ended it. */
export type Drive = (
  line: (line: string) => void,
  signal: AbortSignal,
) => Promise<{
  readonly code: number | null;
  readonly signal: string | null;
}>;

/** As a user would at a terminal, then more plainly. */
const ENDINGS = [
  { signal: 'SIGINT', waitMs: 6_000 },
  { signal: 'SIGTERM', waitMs: 3_000 },
] as const;
/** All of its output goes line by line. */
const KEPT_BYTES = 0;

/** Each stream by itself: a line of one is not cut by the other's. */
function createReader(line: (line: string) => void) {
  const streams = ['stdout', 'stderr'].map((name) => {
    const decoder = new StringDecoder('utf8');
    return { name, decoder, lines: createLineSplitter(line) };
  });
  return {
    take(chunk: Buffer, from: string): void {
      for (const { name, decoder, lines } of streams) if (name === from) lines.push(decoder.write(chunk));
    },
    end(): void {
      for (const { decoder, lines } of streams) {
        lines.push(decoder.end());
        lines.flush();
      }
    },
  };
}

/** One call after the other, until one fails. */
export const driveCalls =
  (calls: readonly Call[]): Drive =>
  async (line, signal) => {
    let last: Awaited<ReturnType<Drive>> = { code: 0, signal: null };
    for (const { program, args, env, cwd } of calls) {
      const reader = createReader(line);
      last = await run(program, args, {
        ...{ env, cwd, signal, timeoutMs: Infinity, maxOutputBytes: KEPT_BYTES, endings: ENDINGS },
        onOutput: (chunk, from) => reader.take(chunk, from),
      }).finally(() => reader.end());
      if (last.code !== 0) break;
    }
    return last;
  };
