import type { ContainerRow } from '../../contract/containers';
import type { StartSetRow } from '../../contract/start-sets';
import type { Hold } from './hold/hold';
import { lastNameOf } from './hold/records';
import { finder, projectOfRow, stateOf } from './members';
import type { Runs } from './run/runs';
import type { Store } from './store';
import type { Projects } from './types';

interface Parts {
  readonly store: Store;
  readonly runs: Runs;
  readonly hold: Hold;
  readonly projects: Projects;
  readonly containers: Iterable<ContainerRow>;
}

/** The sets of one engine, in the order they were made, with what there is of them. */
export function rowsOf(
  { store, runs, hold, projects, containers }: Parts,
  engine: string | null,
): readonly StartSetRow[] {
  const data = store.data();
  const sets = data.sets.filter((set) => set.engine === engine);
  if (engine === null || sets.length === 0) return [];
  const nameOf = (key: string): string | null => projects.nameOf(key) ?? lastNameOf(data, engine, key);
  const find = finder(containers, projectOfRow, nameOf);
  const held = new Set(data.held.flatMap((one) => (one.engine === engine && one.state === 'held' ? [one.id] : [])));
  return sets.map(({ id, name, members, holdBack }) => ({
    ...{ id, name, members, holdBack },
    now: members.map((member) => {
      const rows = find(member);
      return { state: stateOf(rows), held: rows.filter((row) => held.has(row.id)).length };
    }),
    run: runs.of(id),
    holdProblem: hold.problemOf(id),
  }));
}
