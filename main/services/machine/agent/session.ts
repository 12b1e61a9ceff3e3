import type { Duplex } from 'node:stream';
import type { AnswerLine, EventLine } from './answers';
import { createGuestReader } from './guest-lines';
import { requestLine } from './request-lines';
import { AgentError } from './types';

/** Questions without an answer; a caller that asks more does not look at what it gets. */
const PENDING_LIMIT = 64;

export interface Request {
  readonly words: readonly string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** One connection to the guest. */
export interface Session {
  /** The answer's fields, not yet checked. Rejects with AgentError. */
  call(request: Request): Promise<AnswerLine>;
  /** Resolves with the reason once the connection is over. */
  readonly ended: Promise<string>;
  end(reason: string): void;
}

export interface SessionOptions {
  readonly stream: Duplex;
  /** Never the same twice, over sessions: a late answer must not meet a new question. */
  readonly nextId: () => number;
  readonly onEvent: (event: EventLine) => void;
  readonly onGarbage: () => void;
}

type Settle = (outcome: AnswerLine | AgentError) => void;

export function openSession({ stream, nextId, onEvent, onGarbage }: SessionOptions): Session {
  const pending = new Map<number, Settle>();
  let over: string | null = null;
  let tellEnd: (reason: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => (tellEnd = resolve));

  const reader = createGuestReader({
    // An answer nobody waits for is late, or the one of an earlier host.
    onAnswer: (answer) => pending.get(answer.id)?.(answer),
    onEvent,
    onGarbage,
  });
  const end = (reason: string): void => {
    if (over !== null) return;
    over = reason;
    stream.off('data', onData);
    stream.destroy();
    for (const settle of [...pending.values()]) settle(new AgentError('disconnected', reason));
    tellEnd(reason);
  };
  const onData = (chunk: Buffer): void => reader.push(chunk);

  stream.on('data', onData);
  // Kept after the end: an error that comes late must find a listener.
  stream.on('error', (error) => end(`the connection to the guest broke: ${error.message}`));
  stream.once('end', () => end('the guest closed the connection'));
  stream.once('close', () => end('the connection to the guest is closed'));

  return {
    ended,
    end,
    call: (request) => {
      if (over !== null) return Promise.reject(new AgentError('disconnected', over));
      if (pending.size >= PENDING_LIMIT)
        return Promise.reject(new AgentError('busy', 'too many questions to the guest are without an answer'));
      return ask({ request, id: nextId(), pending, write: (line) => void stream.write(line) });
    },
  };
}

interface Asking {
  readonly request: Request;
  readonly id: number;
  readonly pending: Map<number, Settle>;
  readonly write: (line: string) => void;
}

const ask = ({ request: { words, timeoutMs, signal }, id, pending, write }: Asking): Promise<AnswerLine> =>
  new Promise((resolve, reject) => {
    const verb = words[0] ?? '';
    const noLongerWanted = new AgentError('aborted', `${verb}: no longer wanted`);
    if (signal?.aborted === true) {
      reject(noLongerWanted);
      return;
    }
    const line = requestLine(id, words);
    const settle: Settle = (outcome) => {
      pending.delete(id);
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (outcome instanceof AgentError) reject(outcome);
      else if (outcome.ok) resolve(outcome);
      else reject(new AgentError('refused', outcome.error || `the guest refused ${verb}`));
    };
    const onAbort = (): void => settle(noLongerWanted);
    const timer = setTimeout(
      () => settle(new AgentError('timeout', `the guest did not answer ${verb} in ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    pending.set(id, settle);
    write(line);
  });
