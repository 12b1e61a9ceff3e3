import type { Connection } from './wire/types';

/** Which pages can be seen, for streams that need not tell a hidden page anything. */
export interface Sight {
  note(connection: Connection, visible: boolean): void;
  /** Resolves once that page can be seen, at once if it can, or has not said; or when `signal` is aborted. */
  of(connection: Connection, signal: AbortSignal): Promise<void>;
}

export function createSight(): Sight {
  /** Of hidden pages: what waits for them. */
  const waiting = new WeakMap<Connection, Set<() => void>>();
  return {
    note: (connection, visible) => {
      const known = waiting.get(connection);
      if (!visible) {
        if (known === undefined) waiting.set(connection, new Set());
        return;
      }
      waiting.delete(connection);
      for (const wake of known ?? []) wake();
    },
    of: async (connection, signal) => {
      const others = waiting.get(connection);
      if (others === undefined || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          others.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        others.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
    },
  };
}

/** As `source`, which is not asked for more while the page is hidden: it must merge what changes meanwhile. */
export async function* whileSeen<T>(
  source: AsyncIterable<T>,
  sight: Sight,
  { connection, signal }: { readonly connection: Connection; readonly signal: AbortSignal },
): AsyncGenerator<T, void, undefined> {
  for await (const item of source) {
    yield item;
    await sight.of(connection, signal);
  }
}
