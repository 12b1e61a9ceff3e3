import type { ContainerRow } from '../../../contract/containers';
import type { LogSelection } from '../../../contract/logs';
import { placeOf } from '../../engine/compose-place';

/** One container of a view. */
export interface Member {
  readonly id: string;
  readonly lane: number;
  /** Whether another container was there before it in its lane. */
  readonly replaces: boolean;
}

/** The containers there are now. */
export interface Directory {
  readonly rows: () => ReadonlyMap<string, ContainerRow>;
  /** Whether the engine has told all of them, or is out of reach. */
  readonly synced: () => boolean;
  onChange(listener: () => void): () => void;
}

/** What stays the same when a container is made anew. */
const keyOf = ({ labels, name }: ContainerRow): string => placeOf(labels) ?? `name\n${name}`;

/** Who belongs to a view, in the order of their creation; those that are gone stay. */
export interface Members {
  readonly all: () => readonly Member[];
  /** Takes in who came; true: somebody did. */
  update(rows: ReadonlyMap<string, ContainerRow>): boolean;
}

export function createMembers(selection: LogSelection): Members {
  const members: Member[] = [];
  const lanes = new Map<string, number>();
  const known = new Set<string>();
  const picked = new Set(selection.kind === 'containers' ? selection.ids : []);

  const join = (id: string, key: string): void => {
    const before = lanes.get(key);
    const lane = before ?? lanes.size;
    lanes.set(key, lane);
    known.add(id);
    members.push({ id, lane, replaces: before !== undefined });
  };
  const belongs = (row: ContainerRow): boolean =>
    selection.kind === 'project' ? row.project === selection.project : picked.has(row.id) || lanes.has(keyOf(row));
  // Those that were picked are there before the engine has told of them, or although it does not know them any more.
  const takePicked = (rows: ReadonlyMap<string, ContainerRow>): void => {
    for (const id of picked) {
      const row = rows.get(id);
      if (!known.has(id)) join(id, row === undefined ? `id\n${id}` : keyOf(row));
      else if (row !== undefined && !lanes.has(keyOf(row))) lanes.set(keyOf(row), laneOf(id));
    }
  };
  const laneOf = (id: string): number => members.find((member) => member.id === id)?.lane ?? 0;
  return {
    all: () => members,
    update: (rows) => {
      const before = members.length;
      takePicked(rows);
      const others = [...rows.values()].filter((row) => !known.has(row.id) && belongs(row));
      for (const row of others.sort((a, b) => a.created - b.created)) join(row.id, keyOf(row));
      return members.length > before;
    },
  };
}
