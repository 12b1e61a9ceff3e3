import { randomInt } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { keepLinked, type Live } from './link';
import { type Agent, AgentError, type AgentEvent, type Hello } from './types';
import { createVerbs } from './verbs';

export interface AgentOptions {
  /** A new connection to the guest agent's port (`Driver.agent`). */
  readonly connect: () => Promise<Duplex>;
  readonly log: (line: string) => void;
  readonly onEvent: (event: AgentEvent) => void;
}

/** What was said to an earlier Slipway may still be on its way: its ids are not ours. */
const FIRST_ID_LIMIT = 1_000_000_000;

/** Connects at once, and again whenever the connection ends, until `close`. */
export function createAgent({ connect, log, onEvent }: AgentOptions): Agent {
  const listeners = new Set([onEvent]);
  const closing = new AbortController();
  let live: Live | null = null;
  let garbage = 0;
  let id = randomInt(FIRST_ID_LIMIT);

  const tell = (event: AgentEvent): void => {
    for (const listener of [...listeners]) {
      try {
        listener(event);
      } catch (error) {
        log(`agent: a listener failed: ${String(error)}`);
      }
    }
  };
  const onGarbage = (): void => {
    garbage += 1;
    if (Number.isInteger(Math.log10(garbage)))
      log(`agent: ${garbage} of the guest's lines ignored: no answer, no event`);
  };

  const link = { connect, log, onGarbage, tell, nextId: () => ++id, onLive: (next: Live | null) => void (live = next) };
  void keepLinked(link, closing.signal);

  const verbs = createVerbs(() => {
    if (live === null) throw new AgentError('disconnected', 'there is no connection to the guest');
    return live.session;
  });
  const connected = (): Hello | null => live?.hello ?? null;
  const subscribe = (listener: (event: AgentEvent) => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    ...verbs,
    connected,
    subscribe,
    garbage: () => garbage,
    ready: (signal) => whenReady(connected, subscribe, AbortSignal.any([signal, closing.signal])),
    close: () => closing.abort(),
  };
}

const whenReady = (connected: Agent['connected'], subscribe: Agent['subscribe'], signal: AbortSignal): Promise<Hello> =>
  new Promise((resolve, reject) => {
    const now = connected();
    if (now !== null) {
      resolve(now);
      return;
    }
    const done = (): void => {
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      done();
      reject(new AgentError('aborted', 'the guest did not answer yet'));
    };
    const unsubscribe = subscribe((event) => {
      if (event.type !== 'connected') return;
      done();
      resolve(event.hello);
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
