import type { ContainerChange, ContainerRow } from '../../contract/containers';

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

type Labels = Readonly<Record<string, string>>;

/** Of a service's containers, by their labels; one-off ones (`compose run`) fill no place. */
export function placeOf(labels: Labels): string | null {
  const project = labels['com.docker.compose.project'] ?? '';
  const service = labels['com.docker.compose.service'] ?? '';
  const oneOff = (labels['com.docker.compose.oneoff'] ?? '').toLowerCase() === 'true';
  if (project === '' || service === '' || oneOff) return null;
  return JSON.stringify([project, service, labels['com.docker.compose.container-number'] ?? '1']);
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
