import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { spawnFailure } from './process-error';

export interface DaemonOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Its output and errors are appended here; made with mode 0600. */
  readonly outputFile: string;
}

export interface DaemonEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Daemon {
  readonly pid: number;
  /** As long as we live: how it ended. Never rejects. */
  readonly ended: Promise<DaemonEnd>;
}

const OTHERS = 0o077;

/** What a program started within makes is its owner's alone: sockets by which it is commanded, what it writes. */
function asOwnerOnly<T>(start: () => T): T {
  // A thread has no mask of its own, and may not set that of all.
  if (!isMainThread) return start();
  const before = process.umask(OTHERS);
  try {
    return start();
  } finally {
    process.umask(before);
  }
}

/**
 * Starts a program that outlives us, in a session of its own. Resolves once the program itself runs (not a copy of us that
 * is about to become it). Throws ProcessError, or the system's error when the output file cannot be opened.
 */
export async function spawnDetached(
  program: string,
  args: readonly string[],
  { env, cwd, outputFile }: DaemonOptions,
): Promise<Daemon> {
  const output = fs.openSync(outputFile, 'a', 0o600);
  try {
    const child = asOwnerOnly(() =>
      spawn(program, args, {
        stdio: ['ignore', output, output],
        detached: true,
        windowsHide: true,
        ...(env !== undefined && { env }),
        ...(cwd !== undefined && { cwd }),
      }),
    );
    const ended = new Promise<DaemonEnd>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    await once(child, 'spawn').catch((error: unknown) => {
      throw spawnFailure(program, error, cwd === undefined || fs.existsSync(cwd));
    });
    child.unref();
    if (child.pid === undefined) throw spawnFailure(program, 'no process id', true);
    return { pid: child.pid, ended };
  } finally {
    fs.closeSync(output);
  }
}
