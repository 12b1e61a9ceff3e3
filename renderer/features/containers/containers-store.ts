import { createStore } from 'zustand/vanilla';
import type { ContainerChange, ContainerRow } from '../../../main/contract/containers';
import { type PendingChanges, createChangeBuffer } from './change-buffer';
import { createFlusher } from './frame-flush';

export interface ContainersState {
  /**
   * Changed in place, as copying 10,000 entries a hundred times a second is what makes a list slow: select a row or
   * `version`, never the map. A row object itself never changes.
   */
  readonly rows: ReadonlyMap<string, ContainerRow>;
  /** How often each row changed; for what is asked anew when a row does. */
  readonly changes: ReadonlyMap<string, number>;
  /** Rises with every batch. */
  readonly version: number;
  /** Ids the last batch touched; null: any may have changed. */
  readonly touched: ReadonlySet<string> | null;
  /** The rows are all of the engine's; false until its first whole list. */
  readonly synced: boolean;
  /** The engine is out of reach: what is shown is its last known state. */
  readonly stale: boolean;
}

export type ContainersStore = ReturnType<typeof createContainersStore>;

function put(rows: Map<string, ContainerRow>, changes: Map<string, number>, pending: PendingChanges): void {
  if (pending.reset) {
    rows.clear();
    changes.clear();
  }
  for (const [id, row] of pending.rows) {
    if (row === null) {
      rows.delete(id);
      changes.delete(id);
    } else {
      rows.set(id, row);
      changes.set(id, (changes.get(id) ?? 0) + 1);
    }
  }
}

export function createContainersStore() {
  const rows = new Map<string, ContainerRow>();
  const changes = new Map<string, number>();
  const store = createStore<ContainersState>(() => ({
    rows,
    changes,
    version: 0,
    touched: null,
    synced: false,
    stale: false,
  }));
  const buffer = createChangeBuffer();
  const flush = (): void => {
    const pending = buffer.take();
    if (pending === null) return;
    put(rows, changes, pending);
    const now = store.getState();
    store.setState({
      version: now.version + 1,
      touched: pending.reset ? null : new Set(pending.rows.keys()),
      synced: pending.synced ?? now.synced,
      stale: pending.stale ?? now.stale,
    });
  };
  const flusher = createFlusher(flush);
  return {
    ...store,
    /** Takes a change in; it shows with the next frame. */
    change: (change: ContainerChange): void => {
      buffer.add(change);
      flusher.request();
    },
    stop: (): void => flusher.stop(),
  };
}
