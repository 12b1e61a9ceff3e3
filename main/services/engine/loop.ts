import { keepConnected, type ConnectionOptions, type Found } from './connection';
import type { Named } from './discovered';
import type { Failure } from './failure';
import type { Feed } from './feed';
import type { limitLog } from './log-limit';
import type { Roster } from './roster';
import type { Search } from './search';
import type { Selection } from './selection';
import type { Status } from './status';
import type { EngineClient } from './types';
import type { Visibility } from './visibility';

/** The connection there is. */
export interface Live {
  readonly engine: Named;
  readonly client: EngineClient;
  /** Negotiated API version. */
  readonly version: string;
}

export interface Loop {
  live(): Live | null;
  /** Ends the present connection and goes to the engine that is wanted now. */
  restart(): void;
  /** The next attempt begins at once. */
  wake(): void;
  stop(): Promise<void>;
}

/** What the loop works with. */
export interface LoopParts {
  readonly status: Status;
  readonly feed: Feed;
  readonly roster: Roster;
  readonly search: Search;
  readonly selection: Selection;
  readonly visibility: Visibility;
  readonly closing: AbortSignal;
  readonly log: ReturnType<typeof limitLog>;
}

/** Keeps the connection to the engine that is wanted, one run after another. */
export function createLoop(parts: LoopParts): Loop {
  let live: Live | null = null;
  let wake: () => void = () => undefined;
  let current = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const run = (signal: AbortSignal): Promise<void> => {
    const options: ConnectionOptions = {
      ...parts,
      find: (searching) => parts.search.find(searching),
      onSkew: (ms) => parts.status.skew(ms),
      onWait: (next) => (wake = next),
      onUp: (found, client) => {
        live = { engine: found.engine, client, version: found.answer.negotiated };
        noteUp(parts, found);
      },
      onFailure: (engine, failure) => {
        live = null;
        if (!signal.aborted) noteFailure(parts, engine, failure);
      },
    };
    return keepConnected(options, signal);
  };

  return {
    live: () => live,
    wake: () => wake(),
    restart: () => {
      current.abort();
      current = new AbortController();
      const { signal } = current;
      running = running.then(() => run(signal));
    },
    stop: () => {
      current.abort();
      return running;
    },
  };
}

function noteUp({ selection, roster, status, log }: LoopParts, { engine, answer }: Extract<Found, { ok: true }>): void {
  selection.stick(engine);
  roster.mark(engine, { ok: true, value: answer });
  status.skew(answer.skewMs);
  status.set('connected', engine, '');
  log(`${engine.key} connected`, `engine ${engine.url}: connected, API ${answer.negotiated}`);
}

function noteFailure({ roster, status, log }: LoopParts, engine: Named | null, failure: Failure): void {
  if (engine !== null) roster.mark(engine, { ok: false, failure });
  status.set(failure.state === 'not-responding' ? 'not-responding' : 'disconnected', engine, failure.reason);
  log(`${engine?.key ?? ''} ${failure.state}`, `engine ${engine?.url ?? ''}: ${failure.reason}`);
}
