import type { ComposeHealth, ProjectProblem, ProjectRow } from '../../../contract/compose';
import type { Identity } from './identities';
import { isUp, type Member } from './members';
import type { ReadFiles } from './models';

export interface RowGround {
  /** null: not read yet, or there is no place. */
  readonly files: ReadFiles | null;
  /** Ids of containers that came to their end as they should. */
  readonly done: ReadonlySet<string>;
  /** Keys of the others of this name. */
  readonly namesakes: readonly string[];
  readonly run: ProjectRow['run'];
}

const WORST: readonly ComposeHealth[] = ['unhealthy', 'starting', 'healthy'];

export const worstHealth = (members: readonly Pick<Member, 'health'>[]): ComposeHealth =>
  WORST.find((health) => members.some((each) => each.health === health)) ?? 'none';

/** Containers by service, without those made by `run`. */
export function servicesOf(members: readonly Member[]): ReadonlyMap<string, readonly Member[]> {
  const found = new Map<string, Member[]>();
  for (const member of members.filter(({ oneOff }) => !oneOff))
    found.set(member.service, [...(found.get(member.service) ?? []), member]);
  return found;
}

function stateOf(services: ReadonlyMap<string, readonly Member[]>, done: ReadonlySet<string>): ProjectRow['state'] {
  const all = [...services.values()];
  if (all.length === 0) return 'down';
  if (!all.flat().some(isUp)) return 'stopped';
  const settled = all.every((members) => members.every((each) => isUp(each) || done.has(each.id)));
  return settled ? 'running' : 'partial';
}

export const orphansOf = (members: readonly Member[], ground: Pick<RowGround, 'files'>): readonly Member[] =>
  members.filter(({ oneOff, service }) => !oneOff && ground.files?.model?.services.has(service) === false);

const problem = (kind: ProjectProblem['kind'], subject: string, detail = ''): ProjectProblem => ({
  ...{ kind, subject, detail },
});

function fileProblems({ files }: RowGround): readonly ProjectProblem[] {
  if (files === null) return [];
  const { model, missing, fault } = files;
  if (missing.length > 0) return missing.map((file) => problem('missing', file, fault?.detail ?? ''));
  if (fault !== null) return [problem('unread', fault.subject, fault.detail)];
  const [first] = model?.problems ?? [];
  if (first === undefined) return [];
  const place = first.line > 0 ? `line ${String(first.line)}: ` : '';
  return [problem('unread', first.path, `${place}${first.message}`)];
}

/** Files that containers were made from and that are none of the project's. */
function otherFiles({ place, members }: Identity, { files }: RowGround): readonly string[] {
  if (place === null || (place.files.length === 0 && files?.model === null)) return [];
  const own = new Set([...place.files, ...(files?.model?.files ?? [])]);
  // Until they are read nobody knows which those are that compose finds by itself.
  if (own.size === 0) return [];
  const theirs = members.filter(({ oneOff }) => !oneOff).flatMap((member) => member.files);
  return [...new Set(theirs.filter((file) => !own.has(file)))];
}

function problemsOf(identity: Identity, ground: RowGround): ProjectProblem[] {
  const unknown = identity.place === null ? [problem('unknown-place', identity.name)] : [];
  const others = otherFiles(identity, ground).map((file) => problem('other-place', file));
  const namesakes = ground.namesakes.map((key) => problem('same-name', key));
  return [...unknown, ...fileProblems(ground), ...others, ...namesakes];
}

export function rowOf(identity: Identity, ground: RowGround): ProjectRow {
  const { key, name, place, kept, members } = identity;
  const services = servicesOf(members);
  const model = ground.files?.model ?? null;
  const enabled = [...(model?.services.values() ?? [])].filter(({ profiles }) => isEnabled(profiles, place?.profiles));
  const known = [...services.keys()];
  return {
    ...{ key, name, place, kept },
    state: stateOf(services, ground.done),
    services: {
      running: known.filter((service) => services.get(service)?.some(isUp)).length,
      known: known.length,
      total: model === null ? null : enabled.length,
    },
    containers: members.length,
    health: worstHealth(members),
    ports: members.flatMap(({ ports }) => ports),
    orphans: orphansOf(members, ground).length,
    problems: problemsOf(identity, ground),
    run: ground.run,
  };
}

/** Whether the chosen profiles have a service of these. */
export const isEnabled = (profiles: readonly string[], chosen: readonly string[] = []): boolean =>
  profiles.length === 0 || chosen.includes('*') || profiles.some((profile) => chosen.includes(profile));
