import { run, type RunResult } from '../../../process/run';
import type { DriverError } from '../../driver';
import { wslArguments } from './arguments';
import { notInstalled, processFailure, tooOld, wslFailure } from './failure';
import { parseList, parseVersion, plain, type Entry } from './text';

/** The first with the settings that Slipway reads in .wslconfig where they are now. */
const OLDEST_WSL = '2.0.0';
const [OLDEST_MAJOR = 0] = OLDEST_WSL.split('.').map(Number);

export interface WslTimeouts {
  /** A question, or an order that WSL carries out at once. */
  readonly answerMs: number;
  /** Until the distribution runs: WSL may have to start its virtual machine first. */
  readonly startMs: number;
  /** To import, update, resize: work on the whole disk. */
  readonly workMs: number;
}

/** Set for our commands only. The first makes WSL speak UTF-8, the second keeps advice for people out of it. */
export const wslEnvironment = (): Readonly<Record<string, string | undefined>> => ({
  ...process.env,
  WSL_UTF8: '1',
  WSL_DISABLE_WARNINGS: '1',
});

/** wsl.exe as functions. Each throws DriverError. */
export interface Wsl {
  /** Throws `not-installed`, or `unsupported`: too old, no virtualization. */
  check(): Promise<void>;
  list(): Promise<readonly Entry[]>;
  /** Runs wsl.exe; a code that is not 0 is an error. `what`: the sentence for one that means nothing known. */
  order(args: readonly string[], what: string, limits?: Limits): Promise<string>;
}

export interface Limits {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const wordsOf = ({ stdout, stderr }: RunResult): string => `${stdout}\n${stderr}`;

export function createWsl(program: string, timeouts: WslTimeouts): Wsl {
  const ask = async (args: readonly string[], what: string, limits: Limits = {}): Promise<RunResult> => {
    const { timeoutMs = timeouts.answerMs, signal } = limits;
    try {
      return await run(program, args, { env: wslEnvironment(), timeoutMs, ...(signal !== undefined && { signal }) });
    } catch (error) {
      signal?.throwIfAborted();
      throw processFailure(what, error);
    }
  };

  return {
    async check() {
      const version = await ask(wslArguments.version, 'WSL does not tell its version');
      if (version.code !== 0) throw withoutVersion(wordsOf(version));
      const found = parseVersion(version.stdout);
      if (found === null || Number(found.split('.')[0]) < OLDEST_MAJOR) throw tooOld(found, OLDEST_WSL);
      // Says so with the code of a success.
      const status = wordsOf(await ask(wslArguments.status, 'WSL does not tell its status'));
      if (plain(status).includes('aka.ms/enablevirtualization')) throw wslFailure('', status);
    },
    async list() {
      const verbose = await ask(wslArguments.list, 'WSL does not tell its distributions');
      if (verbose.code === 0) return parseList(verbose.stdout);
      // None at all is an error for the first question, in translated words, and none for the second.
      const names = await ask(wslArguments.names, 'WSL does not tell its distributions');
      if (names.code === 0 && plain(names.stdout).trim() === '') return [];
      throw wslFailure('WSL does not tell its distributions.', wordsOf(verbose));
    },
    async order(args, what, limits) {
      const result = await ask(args, what, limits);
      if (result.code === 0) return plain(result.stdout);
      throw wslFailure(what, wordsOf(result));
    },
  };
}

/**
 * One that knows no `--version` is either the one that came with Windows 10, which answers with its usage, or a mere place
 * holder that says how to install the real one.
 */
function withoutVersion(words: string): DriverError {
  const said = plain(words);
  const failure = wslFailure('', said);
  if (failure.kind !== 'failed') return failure;
  return said.includes('--set-default-version') || said.includes('--unregister')
    ? tooOld(null, OLDEST_WSL)
    : notInstalled(said.trim());
}
