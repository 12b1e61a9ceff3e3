import type { ContainerChange, ContainerRow } from '../../contract/containers';
import { placeOf } from '../engine/compose-place';

/** What is to be known of a container that may be measured. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly project: string | null;
  /** Names the place in its compose project that it fills, whichever container fills it; null: it fills none. */
  readonly place: string | null;
  /** It has processes: it runs or is paused. */
  readonly alive: boolean;
}

export interface Roster {
  get(id: string): Member | undefined;
  readonly alive: () => readonly Member[];
  /** Resolves when `signal` ends it. */
  follow(changes: AsyncIterable<ContainerChange>): Promise<void>;
}

const memberOf = (row: ContainerRow): Member => ({
  id: row.id,
  name: row.name,
  project: row.project,
  place: placeOf(row.labels),
  alive: row.state === 'running' || row.state === 'paused',
});

/** @param onChange The living ones may be others now. */
export function createRoster(onChange: () => void): Roster {
  const members = new Map<string, Member>();
  const take = (change: ContainerChange): boolean => {
    switch (change.type) {
      case 'reset':
        members.clear();
        return true;
      case 'upsert':
        for (const row of change.rows) members.set(row.id, memberOf(row));
        return true;
      case 'remove':
        for (const id of change.ids) members.delete(id);
        return true;
      case 'synced':
      case 'stale':
        return false;
    }
  };
  return {
    get: (id) => members.get(id),
    alive: () => [...members.values()].filter(({ alive }) => alive),
    async follow(changes) {
      for await (const change of changes) if (take(change)) onChange();
    },
  };
}
