import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { ProcessError, spawnFailure } from './process-error';
import { say } from '../../../texts/say';

export interface RunOptions {
  /** Default: ours. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Written to its standard input, which is closed then; without it there is none. */
  readonly input?: string | Uint8Array;
  /** Default 30 s; Infinity: no limit. Then its whole process group is ended. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Of each stream, from its beginning; what comes later is dropped. Default 1 MiB. */
  readonly maxOutputBytes?: number;
  /** Gets all of both streams as it comes, what is dropped too. */
  readonly onOutput?: (chunk: Buffer, from: 'stdout' | 'stderr') => void;
  /** The signals that end it, one after the other, each with what it is given to end, ms; after the last comes SIGKILL. */
  readonly endings?: readonly Ending[];
}

interface Ending {
  readonly signal: NodeJS.Signals;
  readonly waitMs: number;
}

export interface RunResult {
  /** Null: a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether output was dropped. */
  readonly truncated: boolean;
}

const TIMEOUT_MS = 30_000;
const MAX_OUTPUT_BYTES = 1_048_576;
/** A polite signal before the one that cannot be ignored. */
const ENDINGS: readonly Ending[] = [{ signal: 'SIGTERM', waitMs: 1_000 }];
/** A grandchild that keeps the pipes open must not keep us waiting. */
const DRAIN_MS = 500;

interface Gathered {
  readonly text: () => string;
  readonly overflowed: () => boolean;
}

const gather = (stream: NodeJS.ReadableStream | null, limit: number): Gathered => {
  const chunks: Buffer[] = [];
  let size = 0;
  let overflowed = false;
  stream?.on('data', (chunk: Buffer) => {
    const kept = chunk.subarray(0, Math.max(0, limit - size));
    if (kept.length < chunk.length) overflowed = true;
    if (kept.length > 0) chunks.push(kept);
    size += kept.length;
  });
  stream?.on('error', () => undefined);
  return { text: () => Buffer.concat(chunks).toString('utf8'), overflowed: () => overflowed };
};

/** Groups that must not outlive this process. */
const living = new Set<ChildProcess>();
process.on('exit', () => living.forEach((child) => endGroup(child, 'SIGKILL')));

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      // Windows has no groups: the tree is ended by its own tool.
      spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).unref();
    } else process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

const writeInput = (child: ChildProcess, input: RunOptions['input']): void => {
  if (child.stdin === null) return;
  // It may end without reading: no fault of ours.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
};

/** Resolves when it ended and its output was read; rejects when it could not begin. */
const ended = (child: ChildProcess, program: string, cwd?: string): Promise<Pick<RunResult, 'code' | 'signal'>> =>
  new Promise((resolve, reject) => {
    child.once('error', (error) => reject(spawnFailure(program, error, cwd === undefined || fs.existsSync(cwd))));
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('exit', (code, signal) => {
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({ code, signal });
      }, DRAIN_MS).unref();
    });
  });

interface Guard {
  /** Why we ended it, if we did. */
  readonly verdict: () => 'timeout' | 'aborted' | null;
  readonly dispose: () => void;
}

const guard = (
  child: ChildProcess,
  { timeoutMs = TIMEOUT_MS, signal, endings = ENDINGS }: Pick<RunOptions, 'timeoutMs' | 'signal' | 'endings'>,
): Guard => {
  let verdict: 'timeout' | 'aborted' | null = null;
  let hard: NodeJS.Timeout | undefined;
  const end = (why: 'timeout' | 'aborted'): void => {
    if (verdict !== null) return;
    verdict = why;
    endBy(endings);
  };
  const endBy = ([first, ...later]: readonly Ending[]): void => {
    endGroup(child, first?.signal ?? 'SIGKILL');
    if (first !== undefined) hard = setTimeout(() => endBy(later), first.waitMs);
  };
  const onAbort = (): void => end('aborted');
  const timer = timeoutMs === Infinity ? undefined : setTimeout(() => end('timeout'), timeoutMs);
  signal?.addEventListener('abort', onAbort);
  return {
    verdict: () => verdict,
    dispose: () => {
      clearTimeout(timer);
      clearTimeout(hard);
      signal?.removeEventListener('abort', onAbort);
      // The leader went at the polite signal; others of its group may not have.
      if (verdict !== null) endGroup(child, 'SIGKILL');
    },
  };
};

/**
 * Runs a program to its end, never through a shell. Resolves whatever its exit code; throws ProcessError when it cannot be
 * started (`not-found`, `not-allowed`, `failed`) or had to be ended (`timeout`, `aborted`), then with its whole group.
 */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { env, cwd, input, signal, onOutput, timeoutMs = TIMEOUT_MS, maxOutputBytes = MAX_OUTPUT_BYTES } = options;
  if (signal?.aborted === true) throw new ProcessError('aborted', say('{program} was not started.', { program }));
  const child = spawn(program, args, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that all of it can be ended.
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...(env !== undefined && { env }),
    ...(cwd !== undefined && { cwd }),
  });
  living.add(child);
  const stdout = gather(child.stdout, maxOutputBytes);
  const stderr = gather(child.stderr, maxOutputBytes);
  if (onOutput !== undefined)
    for (const from of ['stdout', 'stderr'] as const) child[from]?.on('data', (chunk: Buffer) => onOutput(chunk, from));
  const watch = guard(child, options);
  try {
    writeInput(child, input);
    const end = await ended(child, program, cwd);
    const verdict = watch.verdict();
    if (verdict !== null) {
      const why = verdict === 'timeout' ? say('did not end within {timeoutMs} ms', { timeoutMs }) : say('was ended');
      throw new ProcessError(verdict, `${program} ${why}.`, stderr.text(), stdout.text());
    }
    const truncated = stdout.overflowed() || stderr.overflowed();
    return { ...end, stdout: stdout.text(), stderr: stderr.text(), truncated };
  } finally {
    watch.dispose();
    living.delete(child);
  }
}
