import type { ContainerChange, ContainerRow } from '../../../main/contract/containers';

/** Changes waiting to be shown, merged: however many come, at most one for each container is kept. */
export interface PendingChanges {
  /** Forget all rows first. */
  readonly reset: boolean;
  /** null: gone. */
  readonly rows: ReadonlyMap<string, ContainerRow | null>;
  /** What the last word on it was; undefined: none. */
  readonly synced: boolean | undefined;
  readonly stale: boolean | undefined;
}

export interface ChangeBuffer {
  add(change: ContainerChange): void;
  /** What came since the last `take`; null when nothing did. */
  take(): PendingChanges | null;
}

export function createChangeBuffer(): ChangeBuffer {
  let rows = new Map<string, ContainerRow | null>();
  let flags: Omit<PendingChanges, 'rows'> | null = null;
  const note = (given: Partial<Omit<PendingChanges, 'rows'>>): void => {
    flags = { ...(flags ?? { reset: false, synced: undefined, stale: undefined }), ...given };
  };
  return {
    add: (change) => {
      switch (change.type) {
        case 'reset':
          rows = new Map();
          note({ reset: true, synced: false, stale: false });
          break;
        case 'upsert':
          for (const row of change.rows) rows.set(row.id, row);
          note({});
          break;
        case 'remove':
          for (const id of change.ids) rows.set(id, null);
          note({});
          break;
        case 'synced':
          note({ synced: true, stale: false });
          break;
        case 'stale':
          note({ stale: true });
          break;
      }
    },
    take: () => {
      if (flags === null) return null;
      const taken = { ...flags, rows };
      rows = new Map();
      flags = null;
      return taken;
    },
  };
}
