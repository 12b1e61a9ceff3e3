import type { VolumeSpec } from '../../contract/volumes';
import { list, type Loose, number, record, text } from '../engine/loose';
import { readUsage, type Usage } from '../engine/system-df';
import { type AsideConnection, type EngineClient, EngineError } from '../engine/types';
import { HELPER_LABEL } from '../helpers/labels';

/** What an engine says of one image, as far as it makes the image what it is. */
export interface ImageShape {
  readonly id: string;
  readonly platform: string;
  readonly layers: readonly string[];
  /** What containers of it start with, as JSON that can be compared. */
  readonly config: string;
}

export interface NetworkShape {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly said: Loose;
  readonly subnets: readonly string[];
}

export type VolumeShape = Required<VolumeSpec>;

/** One of the list. `id`: `sha256:…`. */
export interface ListedImage {
  readonly id: string;
  readonly names: readonly string[];
  readonly bytes: number;
  /** null: not told. */
  readonly sharedBytes: number | null;
}

/** All that one engine has. Rejects with EngineError. */
export interface Survey {
  readonly info: Loose;
  readonly images: readonly ListedImage[];
  readonly usage: Usage;
  readonly networks: readonly NetworkShape[];
  readonly volumes: readonly VolumeShape[];
  readonly containers: readonly Loose[];
  readonly platform: string;
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' };
const architectureOf = (said: string): string => ARCHITECTURES[said] ?? said;

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(record(value)).map(([key, said]) => [key, text(said)]));

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
};

const CONFIG_KEYS = [
  ...(['Env', 'Cmd', 'Entrypoint', 'WorkingDir', 'User'] as const),
  ...(['ExposedPorts', 'Volumes', 'Labels', 'StopSignal'] as const),
];
const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  JSON.stringify(value) === '{}' ||
  JSON.stringify(value) === '[]';

export function imageShape(said: unknown): ImageShape {
  const image = record(said);
  const config = record(image.Config);
  // One engine leaves out what another says to be empty.
  const kept = CONFIG_KEYS.filter((key) => !isEmpty(config[key])).map((key) => [key, sorted(config[key])]);
  return {
    id: text(image.Id),
    platform: `${text(image.Os)}/${architectureOf(text(image.Architecture))}`,
    layers: list(record(image.RootFS).Layers).map(text),
    config: JSON.stringify(kept),
  };
}

/** null: there is none. */
export async function readImage(client: EngineClient, name: string, signal: AbortSignal): Promise<Loose | null> {
  try {
    return record(await client.json({ method: 'GET', path: `/images/${encodeURIComponent(name)}/json`, signal }));
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  }
}

function networkShape(said: unknown): NetworkShape {
  const network = record(said);
  return {
    ...{ id: text(network.Id), name: text(network.Name), driver: text(network.Driver), said: network },
    subnets: list(record(network.IPAM).Config)
      .map((each) => text(record(each).Subnet))
      .filter((subnet) => subnet !== ''),
  };
}

export async function readNetworks(client: EngineClient, signal: AbortSignal): Promise<NetworkShape[]> {
  return list(await client.json({ method: 'GET', path: '/networks', signal })).map(networkShape);
}

export async function readVolumes(client: EngineClient, signal: AbortSignal): Promise<VolumeShape[]> {
  const said = record(await client.json({ method: 'GET', path: '/volumes', signal }));
  return list(said.Volumes)
    .map(record)
    .map((each) => ({
      ...{ name: text(each.Name), driver: text(each.Driver) },
      ...{ options: texts(each.Options), labels: texts(each.Labels) },
    }));
}

const bareId = (id: string): string => id.replace(/^sha256:/, '');

/** Names as the list has them: in what takes room, one engine tells tags without their repositories, and ids without a prefix. */
function listImages(said: unknown, usage: Usage): ListedImage[] {
  const shared = new Map(usage.images.map(({ id, sharedBytes }) => [bareId(id), sharedBytes]));
  return list(said)
    .map(record)
    .map((image) => ({
      id: `sha256:${bareId(text(image.Id))}`,
      names: list(image.RepoTags)
        .map(text)
        .filter((name) => name !== '' && !name.startsWith('<none>')),
      bytes: number(image.Size) ?? 0,
      sharedBytes: shared.get(bareId(text(image.Id))) ?? null,
    }));
}

export async function survey({ client }: AsideConnection, signal: AbortSignal): Promise<Survey> {
  const [info, usage, images, networks, volumes, containers] = await Promise.all([
    client.json({ method: 'GET', path: '/info', signal }).then(record),
    readUsage(client, signal),
    client.json({ method: 'GET', path: '/images/json', timeoutMs: 120_000, signal }),
    readNetworks(client, signal),
    readVolumes(client, signal),
    client.json({ method: 'GET', path: '/containers/json', query: { all: 1 }, signal }).then(list),
  ]);
  return {
    ...{ info, usage, networks, volumes, images: listImages(images, usage) },
    containers: containers.map(record).filter(({ Labels }) => !(HELPER_LABEL in record(Labels))),
    platform: `${text(info.OSType) || 'linux'}/${architectureOf(text(info.Architecture))}`,
  };
}
