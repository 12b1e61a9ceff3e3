import type { ContainerChange, ContainerRow } from '../../contract/containers';
import type { FeedListener } from '../engine/types';
import { inspectTimes } from './inspect-times';
import type { PendingAction } from './pending';
import { type Session, startSession } from './session';
import { createTable } from './table';

/** The containers as the engine last told them, kept up to date by its feed. */
export interface ContainerStore {
  readonly listener: FeedListener;
  readonly rows: ReadonlyMap<string, ContainerRow>;
  /** Forgets everything, as the next connection is to another engine. */
  clear(): void;
  watch(signal: AbortSignal): AsyncGenerator<ContainerChange, void, undefined>;
  /** Our own request is sent: the row says so until `done` was called and the engine was asked for the outcome. */
  begin(id: string, action: PendingAction): { done(accepted: boolean): void };
}

export interface StoreOptions {
  /** ms since the epoch by the engine's clock. */
  readonly engineNow: () => number;
  readonly log: (line: string) => void;
}

export function createStore(options: StoreOptions): ContainerStore {
  const table = createTable();
  let session: Session | null = null;
  return {
    rows: table.rows,
    clear: () => table.clear(),
    watch: (signal) => table.watch(signal),
    listener: {
      connected(client, epoch) {
        table.times.distrust();
        if (table.freshness() === 'synced') table.setFreshness('stale');
        const onDoubt = (): void => void inspectTimes({ client, epoch, table });
        session = startSession({ client, epoch, table, ...options, onDoubt });
      },
      event: (event) => session?.event(event),
      disconnected() {
        session = null;
        table.setFreshness('stale');
        table.abandon(table.answered());
      },
    },
    begin(id, action) {
      const entry = table.begin(id, action);
      return {
        done(accepted) {
          entry.answered = true;
          session?.touch(id);
          if (!accepted || session === null) table.abandon([entry]);
        },
      };
    },
  };
}
