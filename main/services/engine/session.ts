import type { IncomingMessage } from 'node:http';
import { drainEvents } from './event-stream';
import { failureOf, type Failure } from './failure';
import type { Feed } from './feed';
import { heartbeat } from './heartbeat';
import { createHttpClient, type HttpClient } from './http';
import { placeOf, type Target } from './target';
import { createTransport, type Transport } from './transport';
import type { EngineClient, EngineEvent } from './types';
import type { Visibility } from './visibility';
import { say } from '../../../texts/say';

const EVENTS_TIMEOUT_MS = 3_000;

export interface SessionOptions {
  readonly target: Target;
  /** Negotiated API version. */
  readonly version: string;
  readonly feed: Feed;
  readonly visibility: Visibility;
  /** Ends also what outlives a session: requests the engine is still busy with. */
  readonly closing: AbortSignal;
  /** Before the feed's listeners know. */
  readonly onUp: (client: EngineClient) => void;
  readonly onDown: (failure: Failure) => void;
  readonly onSkew: (skewMs: number) => void;
}

/** One connection, from `/events` opened to its loss. Resolves with what ended it, null when `signal` did. */
export async function runSession(options: SessionOptions, signal: AbortSignal): Promise<Failure | null> {
  const { target, feed } = options;
  let transport: Transport;
  let client: HttpClient;
  let events: IncomingMessage;
  try {
    transport = await createTransport(target);
    client = createHttpClient(transport, options.version, options.closing);
    events = await client.stream({ method: 'GET', path: '/events', timeoutMs: EVENTS_TIMEOUT_MS, signal });
  } catch (error) {
    return signal.aborted ? null : failureOf(error, target);
  }
  options.onUp(client);
  feed.up(client);
  const failure = await untilLost(options, transport, events, signal);
  client.retire(failure.reason);
  options.onDown(failure);
  feed.down();
  return signal.aborted ? null : failure;
}

/** The end of the event stream or the heartbeat, whichever tells first. */
async function untilLost(
  { target, feed, visibility, onSkew }: SessionOptions,
  transport: Transport,
  events: IncomingMessage,
  signal: AbortSignal,
): Promise<Failure> {
  const broken: Failure = {
    state: 'refused',
    reason: say('The connection to {target} broke.', { target: placeOf(target) }),
    code: null,
  };
  const inner = new AbortController();
  const abort = (): void => inner.abort();
  signal.addEventListener('abort', abort, { once: true });
  const live =
    <A extends unknown[]>(act: (...args: A) => void) =>
    (...args: A): void => {
      if (!inner.signal.aborted) act(...args);
    };
  const drained = drainEvents(events, {
    event: live((event: EngineEvent) => feed.event(event)),
    gap: live(() => feed.resync()),
  });
  const beats = heartbeat(transport, visibility, onSkew, inner.signal);
  const failure = await Promise.race([drained.then(() => broken), beats]);
  inner.abort();
  signal.removeEventListener('abort', abort);
  events.destroy();
  return failure ?? broken;
}
