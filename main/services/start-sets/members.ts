import type { ContainerRow } from '../../contract/containers';
import type { StartSetMember, StartSetRow } from '../../contract/start-sets';
import { list, type Loose, record, text } from '../engine/loose';

const PROJECT = 'com.docker.compose.project';
const ONE_OFF = 'com.docker.compose.oneoff';

/** What tells whose member a container is. Strings are the engine's. */
export interface Named {
  readonly id: string;
  readonly name: string;
  /** '': of none, or made by `run`, which is no part of what `up` starts. */
  readonly project: string;
}

const projectOf = (labels: Loose): string => (/^true$/i.test(text(labels[ONE_OFF])) ? '' : text(labels[PROJECT]));

/** Of `/containers/json`. */
export function readNamed(json: unknown): Named[] {
  return list(json)
    .map(record)
    .map(({ Id, Names, Labels }) => {
      const names = list(Names).map((name) => text(name).replace(/^\//, ''));
      return {
        id: text(Id),
        name: names.find((name) => !name.includes('/')) ?? '',
        project: projectOf(record(Labels)),
      };
    })
    .filter(({ id }) => id !== '');
}

/** Containers by whose member they may be. `nameOf`: of a project, by its key. */
export function finder<C extends { readonly id: string; readonly name: string }>(
  containers: Iterable<C>,
  projectOfContainer: (container: C) => string,
  nameOf: (key: string) => string | null,
): (member: Pick<StartSetMember, 'kind' | 'subject'>) => readonly C[] {
  const byName = new Map<string, C[]>();
  const byProject = new Map<string, C[]>();
  const put = (into: Map<string, C[]>, key: string, one: C): void => {
    const there = into.get(key);
    if (there === undefined) into.set(key, [one]);
    else there.push(one);
  };
  for (const one of containers) {
    put(byName, one.name, one);
    const project = projectOfContainer(one);
    if (project !== '') put(byProject, project, one);
  }
  return ({ kind, subject }) =>
    (kind === 'container' ? byName.get(subject) : byProject.get(nameOf(subject) ?? '')) ?? [];
}

export const projectOfRow = ({ labels }: ContainerRow): string => projectOf(labels);

type Now = StartSetRow['now'][number]['state'];

const RUNS: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

/** As compose's projects count: what ended with 0 beside others that run has done its work. */
export function stateOf(rows: readonly Pick<ContainerRow, 'state' | 'exitCode'>[]): Now {
  if (rows.length === 0) return 'missing';
  const running = rows.filter(({ state }) => RUNS.has(state)).length;
  if (running === 0) return 'stopped';
  const done = rows.filter(({ state, exitCode }) => state === 'exited' && exitCode === 0).length;
  return running + done === rows.length ? 'running' : 'partial';
}
