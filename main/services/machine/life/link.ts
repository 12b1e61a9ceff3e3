import { keepConnected } from '../../engine/connection';
import type { Named } from '../../engine/discovered';
import { createFeed } from '../../engine/feed';
import { probe } from '../../engine/probe';
import type { Target } from '../../engine/target';
import type { Engine, EngineClient } from '../../engine/types';
import { createVisibility } from '../../engine/visibility';

/** The machine's own connection to its engine, whichever engine the user looks at. */
export interface Link extends Pick<Engine, 'subscribe'> {
  /** Connects as soon as the engine answers, and again whenever it went away. Once is enough. */
  open(): void;
  /** Null while it does not answer. */
  client(): EngineClient | null;
  close(): Promise<void>;
}

interface LinkOptions {
  readonly target: Target;
  readonly onChange: () => void;
  readonly log: (line: string) => void;
}

export function createLink({ target, onChange, log }: LinkOptions): Link {
  const ending = new AbortController();
  const feed = createFeed((error) => log(`machine: a listener failed: ${String(error)}`));
  // Nobody looks at this connection: its heartbeat is the slow one, and what breaks is told by the event stream.
  const visibility = createVisibility();
  visibility.set(false);
  let live: EngineClient | null = null;
  const set = (next: EngineClient | null): void => {
    live = next;
    onChange();
  };
  const engine: Named = {
    ...{ key: 'vm', keys: ['vm'], name: 'Slipway VM', url: target.endpoint.url, source: 'slipway', start: null },
    reach: { target },
  };
  const connect = (): Promise<void> =>
    keepConnected(
      {
        find: async (signal) => {
          const outcome = await probe(target, signal);
          return outcome.ok
            ? { ok: true, engine, target, answer: outcome.value }
            : { ok: false, engine, failure: outcome.failure };
        },
        onUp: (_found, client) => set(client),
        onFailure: () => set(null),
        onWait: () => undefined,
        onSkew: () => undefined,
        ...{ feed, visibility, closing: ending.signal },
      },
      ending.signal,
    );
  let running: Promise<void> | null = null;
  return {
    subscribe: (listener) => feed.subscribe(listener),
    open: () => void (running ??= connect()),
    client: () => live,
    close: async () => {
      ending.abort();
      await running;
    },
  };
}
