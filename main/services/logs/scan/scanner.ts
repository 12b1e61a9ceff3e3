import type { Worker } from 'node:worker_threads';
import type { ScanAnswer, ScanRequest } from './messages';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

export class ScanError extends Error {
  override readonly name = 'ScanError';
}

type Wish = Pick<ScanRequest, 'query' | 'parts'>;

/** Searches pieces of logs in another thread, one after another. */
export interface Scanner {
  /** Rejects with ScanError when it takes too long or cannot be done, with the signal's reason when that aborts. */
  scan(wish: Wish, signal: AbortSignal): Promise<ScanAnswer>;
  close(): void;
}

export interface ScannerOptions {
  /** Makes the thread that runs `worker.ts`. */
  readonly start: () => Worker;
  /** For one piece; it takes milliseconds unless the expression blows up. */
  readonly timeoutMs?: number;
}

interface Job {
  readonly request: ScanRequest;
  readonly resolve: (answer: ScanAnswer) => void;
  readonly reject: (error: unknown) => void;
}

const TIMEOUT_MS = 5_000;
/** A thread that nobody needs is ended. */
const IDLE_MS = 30_000;
const TOO_LONG = msg('The search took too long: the expression may be one that never ends.');

export function createScanner({ start, timeoutMs = TIMEOUT_MS }: ScannerOptions): Scanner {
  const queue: Job[] = [];
  let current: Job | null = null;
  let ids = 0;
  const timer = createTimer();
  const thread = createThread(start, {
    answered: (answer) => {
      if (answer.id === current?.request.id) settle(answer);
    },
    failed: (words) => settle(words),
  });
  /** The present job is over; the next one begins. */
  const settle = (outcome: ScanAnswer | string): void => {
    const job = current;
    current = null;
    if (typeof outcome === 'string') job?.reject(new ScanError(outcome));
    else if (outcome.error !== null) job?.reject(new ScanError(outcome.error));
    else job?.resolve(outcome);
    next();
  };
  const next = (): void => {
    if (current !== null) return;
    current = queue.shift() ?? null;
    if (current === null) timer.set(IDLE_MS, thread.stop);
    else {
      timer.set(timeoutMs, () => thread.fail(sayMsg(TOO_LONG)));
      thread.send(current.request);
    }
  };
  return {
    scan: (wish, signal) =>
      untilAborted(signal, (resolve, reject) => {
        const job: Job = { request: { ...wish, id: (ids += 1) }, resolve, reject };
        queue.push(job);
        next();
        return () => {
          // A piece that is being searched is let finish: it is short, and a new thread is not.
          if (queue.includes(job)) queue.splice(queue.indexOf(job), 1);
        };
      }),
    close: () => {
      current = null;
      queue.length = 0;
      timer.clear();
      thread.stop();
    },
  };
}

/** @param begin Returns what is to be done when the signal aborts first. */
function untilAborted<T>(
  signal: AbortSignal,
  begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown): void => {
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    if (signal.aborted) {
      refuse(signal.reason);
      return;
    }
    const over = (): void => signal.removeEventListener('abort', abort);
    const cancel = begin(
      (value) => {
        over();
        resolve(value);
      },
      (error) => {
        over();
        refuse(error);
      },
    );
    function abort(): void {
      cancel();
      refuse(signal.reason);
    }
    signal.addEventListener('abort', abort, { once: true });
  });
}

function createTimer() {
  let timer: NodeJS.Timeout | null = null;
  const clear = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    clear,
    /** Instead of what was set before. */
    set: (ms: number, act: () => void): void => {
      clear();
      timer = setTimeout(act, ms).unref();
    },
  };
}

interface ThreadEvents {
  readonly answered: (answer: ScanAnswer) => void;
  readonly failed: (words: string) => void;
}

/** The thread, begun when it is needed. */
function createThread(start: () => Worker, { answered, failed }: ThreadEvents) {
  let worker: Worker | null = null;
  const stop = (): void => {
    void worker?.terminate();
    worker = null;
  };
  const fail = (words: string): void => {
    stop();
    failed(words);
  };
  const begin = (): Worker => {
    const begun = start();
    begun.unref();
    begun.on('message', answered);
    begun.on('error', (error) => {
      if (worker === begun) fail(say('The search broke off: {message}', { message: error.message }));
    });
    return begun;
  };
  return {
    stop,
    fail,
    send: (request: ScanRequest): void => {
      worker ??= begin();
      worker.postMessage(request);
    },
  };
}
