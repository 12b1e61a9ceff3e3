import type { ContainerRow } from '../../contract/containers';

export type PendingAction = NonNullable<ContainerRow['pending']>;

export interface PendingEntry {
  readonly id: string;
  readonly action: PendingAction;
  answered: boolean;
}

/** Our own requests that the engine has not answered, or whose outcome the list does not show yet. */
export interface Pending {
  add(id: string, action: PendingAction): PendingEntry;
  /** The latest on this container. */
  of(id: string): PendingAction | null;
  /** Answered ones of these containers (all containers when left out): a look at the engine begun now shows their outcome. */
  answered(ids?: Iterable<string>): readonly PendingEntry[];
  drop(entries: Iterable<PendingEntry>): void;
}

export function createPending(): Pending {
  const byId = new Map<string, Set<PendingEntry>>();
  return {
    add(id, action) {
      const entry = { id, action, answered: false };
      const entries = byId.get(id);
      if (entries === undefined) byId.set(id, new Set([entry]));
      else entries.add(entry);
      return entry;
    },
    of: (id) => [...(byId.get(id) ?? [])].at(-1)?.action ?? null,
    answered: (ids = byId.keys()) =>
      [...ids].flatMap((id) => [...(byId.get(id) ?? [])]).filter((entry) => entry.answered),
    drop(entries) {
      for (const entry of entries) {
        const left = byId.get(entry.id);
        left?.delete(entry);
        if (left?.size === 0) byId.delete(entry.id);
      }
    },
  };
}
