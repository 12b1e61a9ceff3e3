import type { BuildRow } from '../../../contract/builds';
import type { History } from '../history/history';
import { type Entry, rowOf } from './entry';

/** Builds under way, in front of those that are over. */
export interface Table {
  readonly entries: ReadonlyMap<string, Entry>;
  add(entry: Entry): void;
  /** It is in the history now. */
  remove(id: string): void;
  rows(): Promise<readonly BuildRow[]>;
  readonly changed: () => void;
  onChange(listener: () => void): () => void;
}

export function createTable(history: History): Table {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  return {
    ...{ entries, changed },
    add(entry) {
      entries.set(entry.id, entry);
      entry.ledger.onChange(changed);
      changed();
    },
    remove(id) {
      entries.delete(id);
      changed();
    },
    async rows() {
      const kept = await history.rows();
      return [...[...entries.values()].map(rowOf), ...kept.filter(({ id }) => !entries.has(id))];
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
