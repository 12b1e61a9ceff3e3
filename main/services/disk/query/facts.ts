import type { DiskTarget, QueryKind } from '../../../contract/disk';
import { list, type Loose, number, record, text, time } from '../../engine/loose';
import { type EngineClient, EngineError } from '../../engine/types';
import * as targets from '../targets';
import { containerOf, type ContainerUse, imageOf, labelsOf, readUsage, volumeOf } from '../../engine/system-df';
import type { Facts } from './evaluate';

export interface Candidate {
  readonly target: DiskTarget;
  readonly facts: Facts;
}

export interface Asking {
  readonly client: EngineClient;
  readonly kind: QueryKind;
  /** That the query names: what is dear is read only for these. */
  readonly fields: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

const IN_FLIGHT = 4;
/** The engine walks every writable layer for its size. */
const SIZES_MS = 300_000;

/** All there are of a kind, with what the query asks for. Rejects with EngineError. */
export function readCandidates(asking: Asking): Promise<readonly Candidate[]> {
  switch (asking.kind) {
    case 'container':
      return readContainers(asking);
    case 'image':
      return readImages(asking);
    case 'volume':
      return readVolumes(asking);
    case 'network':
      return readNetworks(asking);
  }
}

async function listContainers({ client, signal }: Asking, sizes: boolean): Promise<readonly ContainerUse[]> {
  const query = { all: 1, size: sizes ? 1 : undefined };
  const request = { method: 'GET', path: '/containers/json', query, signal } as const;
  const answer = await client.json(sizes ? { ...request, timeoutMs: SIZES_MS } : request);
  return list(answer).map(record).map(containerOf);
}

const labelTexts = (labels: ReadonlyMap<string, string>): readonly string[] =>
  [...labels].map(([key, value]) => `${key}=${value}`);
const among = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);
const PROJECT = 'com.docker.compose.project';

async function readContainers(asking: Asking): Promise<readonly Candidate[]> {
  const sized = asking.fields.has('size');
  const containers = (await listContainers(asking, sized)).filter(({ id }) => id !== '');
  const ends = asking.fields.has('exited') ? await readEnds(asking, containers) : new Map<string, number | null>();
  return containers.map((container) => {
    const { status, running, labels, state } = container;
    const code = /^Exited \((\d+)\)/.exec(status)?.[1];
    const bytes = sized ? container.bytes : null;
    return {
      target: targets.containerTarget({ ...container, bytes }),
      facts: new Map<string, readonly string[] | number | boolean | null>([
        ...commonFacts(container.name, container.id, labels),
        ['image', [container.image]],
        ['state', [state]],
        ['created', container.createdAt],
        ['size', bytes],
        ['exitcode', code === undefined ? null : Number(code)],
        ['service', among(labels.get('com.docker.compose.service'))],
        ['network', container.networks],
        ['volume', container.volumes.map(({ name }) => name)],
        ['running', running],
        ['paused', state === 'paused'],
        ['healthy', status.includes('(healthy)')],
        ['unhealthy', status.includes('(unhealthy)')],
        ...(running ? [['exited', null] as const] : exitedFact(ends, container.id)),
      ]),
    };
  });
}

/** One that could not be asked is not known; null: it never ended. */
const exitedFact = (ends: ReadonlyMap<string, number | null>, id: string) => {
  const end = ends.get(id);
  return end === undefined ? [] : [['exited', end] as const];
};

/** The list has them only in rounded words. */
async function readEnds(
  { client, signal }: Asking,
  containers: readonly ContainerUse[],
): Promise<Map<string, number | null>> {
  const ends = new Map<string, number | null>();
  const waiting = containers.filter(({ running }) => !running).map(({ id }) => id);
  const worker = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      try {
        const path = `/containers/${encodeURIComponent(id)}/json`;
        ends.set(id, time(record(record(await client.json({ method: 'GET', path, signal })).State).FinishedAt));
      } catch (error) {
        if (!(error instanceof EngineError && error.kind === 'refused')) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return ends;
}

const commonFacts = (name: string, id: string, labels: ReadonlyMap<string, string>) =>
  [
    ['name', [name]],
    ['id', [id]],
    ['label', labelTexts(labels)],
    ['project', among(labels.get(PROJECT))],
  ] as const;

async function readImages(asking: Asking): Promise<readonly Candidate[]> {
  const { client, signal } = asking;
  const [answer, containers] = await Promise.all([
    client.json({ method: 'GET', path: '/images/json', signal }),
    listContainers(asking, false),
  ]);
  const users = targets.usersOfImages({ containers });
  return list(answer)
    .map(record)
    .map((said) => {
      const image = imageOf(said);
      const refs = targets.refsOf(image);
      return {
        // Its own layers are not told by this list: what it gives back is counted afterwards.
        target: { ...targets.imageTarget(image), bytes: null },
        facts: new Map<string, readonly string[] | number | boolean | null>([
          ...commonFacts('', image.id, labelsOf(said.Labels)),
          ['name', refs],
          ['created', image.createdAt],
          ['size', image.bytes],
          ['used', users.has(image.id)],
          ['dangling', refs.length === 0],
        ]),
      };
    });
}

async function readVolumes(asking: Asking): Promise<readonly Candidate[]> {
  const { client, signal } = asking;
  const [answer, containers, usage] = await Promise.all([
    client.json({ method: 'GET', path: '/volumes', signal }),
    listContainers(asking, false),
    asking.fields.has('size') ? readUsage(client, signal) : null,
  ]);
  const users = targets.usersOfVolumes({ containers });
  const sizes = new Map(usage?.volumes.map(({ name, bytes }) => [name, bytes] as const));
  return list(record(answer).Volumes)
    .map(record)
    .map((said) => {
      const volume = { ...volumeOf(said), bytes: sizes.get(text(said.Name)) ?? null };
      const mine = users.get(volume.name) ?? [];
      return {
        target: targets.volumeTarget(volume),
        facts: new Map<string, readonly string[] | number | boolean | null>([
          ...commonFacts(volume.name, '', volume.labels),
          ['driver', [volume.driver]],
          ['created', time(volume.created)],
          ['size', volume.bytes],
          ['container', mine.map(({ name }) => name)],
          ['used', mine.length > 0],
          ['anonymous', volume.anonymous],
        ]),
      };
    });
}

async function readNetworks(asking: Asking): Promise<readonly Candidate[]> {
  const { client, signal } = asking;
  const [answer, containers] = await Promise.all([
    client.json({ method: 'GET', path: '/networks', signal }),
    listContainers(asking, false),
  ]);
  const users = targets.usersOfNetworks({ containers });
  const networks = list(answer).map(record).filter(targets.isCustom);
  return networks.map((said: Loose) => {
    const target = targets.networkTarget(said);
    const mine = [...(users.get(target.id) ?? []), ...(users.get(target.name) ?? [])];
    return {
      target,
      facts: new Map<string, readonly string[] | number | boolean | null>([
        ...commonFacts(text(said.Name), target.id, labelsOf(said.Labels)),
        ['driver', [text(said.Driver)]],
        ['scope', [text(said.Scope)]],
        ['created', number(said.Created) ?? time(said.Created)],
        ['container', [...new Set(mine.map(({ name }) => name))]],
        ['used', mine.length > 0],
        ['internal', said.Internal === true],
      ]),
    };
  });
}
