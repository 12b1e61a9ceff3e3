import { record, text } from '../../engine/loose';
import type { EngineClient } from '../../engine/types';
import { type EnginePart, type Member, PROJECT_LABEL, readMembers, readNetworks, readVolumes } from './members';

/** What the engine has of compose. */
export interface Snapshot {
  readonly members: readonly Member[];
  readonly networks: readonly EnginePart[];
  readonly volumes: readonly EnginePart[];
  /** Ids of those that ended with 0 and that nothing starts again. */
  readonly done: ReadonlySet<string>;
}

export type Kind = 'container' | 'network' | 'volume';

/** What comes to an end by itself; of any other one an end is somebody's doing. */
const ENDS = ['', 'no', 'on-failure'];
const MOST_ASKED = 100;

/** Restart policies by container, as long as nobody changes them. */
export type Policies = Map<string, string>;

/** Rejects with EngineError. */
async function readDone(
  client: EngineClient,
  members: readonly Member[],
  policies: Policies,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const ended = members.filter(({ exitCode }) => exitCode === 0);
  for (const id of [...policies.keys()]) if (!ended.some((each) => each.id === id)) policies.delete(id);
  const unknown = ended.filter(({ id }) => !policies.has(id)).slice(0, MOST_ASKED);
  await Promise.all(
    unknown.map(async ({ id }) => {
      const path = `/containers/${id}/json`;
      // It may be gone meanwhile; the next list says so.
      const said = await client.json({ method: 'GET', path, signal }).catch(() => null);
      const policy = record(record(record(said).HostConfig).RestartPolicy);
      if (said !== null) policies.set(id, text(policy.Name));
    }),
  );
  return new Set(ended.map(({ id }) => id).filter((id) => ENDS.includes(policies.get(id) ?? 'always')));
}

/** Reads what may have changed; the rest is as it was. Rejects with EngineError. */
export async function readEngine(
  { client, policies }: { readonly client: EngineClient; readonly policies: Policies },
  before: Snapshot | null,
  changed: ReadonlySet<Kind>,
  signal: AbortSignal,
): Promise<Snapshot> {
  const wants = (kind: Kind): boolean => before === null || changed.has(kind);
  const filters = { label: [PROJECT_LABEL] };
  const [members, networks, volumes] = await Promise.all([
    wants('container')
      ? client
          .json({ method: 'GET', path: '/containers/json', query: { all: true, filters }, signal })
          .then((answer) => readMembers(answer))
      : (before?.members ?? []),
    wants('network')
      ? client.json({ method: 'GET', path: '/networks', signal }).then(readNetworks)
      : (before?.networks ?? []),
    wants('volume')
      ? client.json({ method: 'GET', path: '/volumes', signal }).then(readVolumes)
      : (before?.volumes ?? []),
  ]);
  const done = wants('container') ? await readDone(client, members, policies, signal) : (before?.done ?? new Set());
  return { members, networks, volumes, done };
}
