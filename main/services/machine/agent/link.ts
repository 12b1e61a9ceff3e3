import type { Duplex } from 'node:stream';
import { backoffDelay } from '../../engine/backoff';
import { createPause, pause } from '../../engine/pause';
import type { EventLine } from './answers';
import { openSession, type Session } from './session';
import type { AgentEvent, Hello } from './types';
import { createVerbs } from './verbs';

/** Between two attempts at most, ms. */
const RETRY_CAP_MS = 2_000;
const CONNECT_MS = 10_000;
/** Between a greeting that failed and the next. A guest that boots opens its port only after some seconds. */
const GREET_AGAIN_MS = 500;
/** A connection that does not lead to the guest in this time is given up for a new one, ms. */
const GREET_PATIENCE_MS = 60_000;
/** A connection that lived shorter counts as a failed attempt. */
const STABLE_MS = 5_000;

/** A connection whose greeting was answered. */
export interface Live {
  readonly session: Session;
  readonly hello: Hello;
}

export interface LinkOptions {
  readonly connect: () => Promise<Duplex>;
  readonly nextId: () => number;
  readonly log: (line: string) => void;
  readonly tell: (event: AgentEvent) => void;
  readonly onGarbage: () => void;
  readonly onLive: (live: Live | null) => void;
}

/** Connects, greets, and begins again when it is over, until `signal`. Never rejects. */
export async function keepLinked(options: LinkOptions, signal: AbortSignal): Promise<void> {
  let bootId: string | null = null;
  let attempt = 0;
  while (!signal.aborted) {
    const stream = await connectInTime(options, signal);
    if (stream !== null) {
      const next = await live(options, { stream, bootId, signal });
      bootId = next.bootId;
      if (next.stable) attempt = 0;
    }
    await pause(backoffDelay(attempt++, RETRY_CAP_MS), signal);
  }
}

async function connectInTime({ connect, log }: LinkOptions, signal: AbortSignal): Promise<Duplex | null> {
  const connecting = (async () => {
    try {
      return await connect();
    } catch (error) {
      if (!signal.aborted) log(`agent: no connection: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  })();
  const patience = createPause();
  const tooLate = patience.wait(CONNECT_MS, signal).then(() => null);
  const stream = await Promise.race([connecting, tooLate]);
  patience.wake();
  // It may still come, and fail, when nobody waits for it any more.
  if (stream === null) void connecting.then((late) => late?.on('error', () => undefined).destroy());
  return stream;
}

interface Life {
  readonly stream: Duplex;
  /** Of the boot greeted last. */
  readonly bootId: string | null;
  readonly signal: AbortSignal;
}

/** One connection from its beginning to its end. */
async function live(
  options: LinkOptions,
  { stream, bootId, signal }: Life,
): Promise<{ bootId: string | null; stable: boolean }> {
  const { tell, onLive, nextId, onGarbage } = options;
  const begunAt = performance.now();
  let greeted: Hello | null = null;
  const onEvent = (event: EventLine): void => {
    if (event.event === 'phase') tell({ type: 'phase', phase: event.phase, uptimeMs: event.uptimeMs });
    else if (event.event === 'fault') tell({ type: 'fault', what: event.what, detail: event.detail });
    else if (greeted !== null && event.bootId !== greeted.bootId) session.end('the guest restarted');
  };
  const session = openSession({ stream, nextId, onEvent, onGarbage });
  const onAbort = (): void => session.end('closed');
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    greeted = await greet(session);
    if (greeted === null) {
      session.end('the guest did not answer the greeting');
      return { bootId, stable: false };
    }
    onLive({ session, hello: greeted });
    tell({ type: 'connected', hello: greeted, rebooted: bootId !== null && bootId !== greeted.bootId });
    const reason = await session.ended;
    onLive(null);
    tell({ type: 'disconnected', reason });
    return { bootId: greeted.bootId, stable: performance.now() - begunAt > STABLE_MS };
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Null: the connection ended, or nobody answers. */
async function greet(session: Session): Promise<Hello | null> {
  const over = new AbortController();
  void session.ended.then(() => over.abort());
  const until = over.signal;
  const verbs = createVerbs(() => session);
  const giveUpAt = performance.now() + GREET_PATIENCE_MS;
  while (!until.aborted && performance.now() < giveUpAt) {
    const hello = await verbs.hello({ signal: until }).catch(() => null);
    if (hello !== null) return hello;
    await pause(GREET_AGAIN_MS, until);
  }
  return null;
}
