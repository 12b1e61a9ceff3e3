import { throttle } from './throttle';
import type { EngineClient, EngineEvent, FeedListener, Unsubscribe } from './types';

/** Hands one connection after another, and its events, to those who mirror the engine's state. */
export interface Feed {
  subscribe(listener: FeedListener): Unsubscribe;
  /** `/events` is open. */
  up(client: EngineClient): void;
  event(event: EngineEvent): void;
  /** Events may be missing: everybody lists again. At once, but at most once a second. */
  resync(): void;
  down(): void;
}

const RESYNC_MS = 1_000;

/** @param onFault A listener threw; the others are served all the same. */
export function createFeed(onFault: (error: unknown) => void): Feed {
  const listeners = new Set<FeedListener>();
  let current: { readonly client: EngineClient; readonly epoch: AbortController } | null = null;

  const guard = (call: () => void): void => {
    try {
      call();
    } catch (error) {
      onFault(error);
    }
  };
  const tell = (call: (listener: FeedListener) => void): void => {
    for (const listener of [...listeners]) guard(() => call(listener));
  };
  const begin = (client: EngineClient): void => {
    const epoch = new AbortController();
    current?.epoch.abort();
    current = { client, epoch };
    tell((listener) => listener.connected(client, epoch.signal));
  };
  const again = throttle(() => current !== null && begin(current.client), RESYNC_MS);

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      const now = current;
      if (now !== null) guard(() => listener.connected(now.client, now.epoch.signal));
      return () => void listeners.delete(listener);
    },
    up: begin,
    event: (event) => tell((listener) => listener.event(event)),
    resync: () => again.call(),
    down: () => {
      again.cancel();
      if (current === null) return;
      current.epoch.abort();
      current = null;
      tell((listener) => listener.disconnected());
    },
  };
}
