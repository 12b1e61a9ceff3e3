import { list, number, record, text } from '../engine/loose';
import type { EngineClient } from '../engine/types';

/** A host port that a running container has. */
export interface TakenPort {
  readonly hostIp: string;
  readonly port: number;
  readonly protocol: string;
  /** Name of the container. */
  readonly by: string;
  readonly id: string;
}

export interface NetworkFacts {
  readonly name: string;
  readonly id: string;
  readonly driver: string;
  readonly subnets: readonly string[];
}

/** What the engine has, as far as a new container may meet it. Strings are hostile. */
export interface Inventory {
  readonly containers: readonly { readonly id: string; readonly names: readonly string[] }[];
  readonly ports: readonly TakenPort[];
  readonly networks: readonly NetworkFacts[];
  readonly volumes: readonly string[];
  readonly info: EngineInfo;
}

export interface EngineInfo {
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  readonly runtimes: readonly string[];
  readonly logDrivers: readonly string[];
  readonly gpus: boolean;
}

const get = (client: EngineClient, path: string, signal: AbortSignal): Promise<unknown> =>
  client.json({ method: 'GET', path, signal });

export function readInfo(answer: unknown): EngineInfo {
  const info = record(answer);
  const runtimes = Object.keys(record(info.Runtimes));
  return {
    cpus: number(info.NCPU) ?? 0,
    memoryBytes: number(info.MemTotal) ?? 0,
    kernel: text(info.KernelVersion),
    runtimes,
    logDrivers: list(record(info.Plugins).Log).map(text).filter(Boolean),
    gpus: runtimes.includes('nvidia') || list(info.DiscoveredDevices).length > 0,
  };
}

const readNetworks = (answer: unknown): NetworkFacts[] =>
  list(answer).map((entry) => {
    const network = record(entry);
    const pools = list(record(network.IPAM).Config);
    return {
      ...{ name: text(network.Name), id: text(network.Id), driver: text(network.Driver) },
      subnets: pools.map((pool) => text(record(pool).Subnet)).filter(Boolean),
    };
  });

const nameOf = (said: unknown): string => text(said).replace(/^\//, '');

function readContainers(answer: unknown): Pick<Inventory, 'containers' | 'ports'> {
  const containers = list(answer).map(record);
  return {
    containers: containers.map(({ Id, Names }) => ({ id: text(Id), names: list(Names).map(nameOf) })),
    ports: containers.flatMap(({ Id, Names, Ports }) =>
      list(Ports)
        .map(record)
        .map(({ IP, PublicPort, Type }) => ({ hostIp: text(IP), port: number(PublicPort) ?? 0, protocol: text(Type) }))
        .filter(({ port }) => port > 0)
        .map((port) => ({ ...port, id: text(Id), by: nameOf(list(Names)[0]) })),
    ),
  };
}

/** Rejects with EngineError. */
export async function takeInventory(client: EngineClient, signal: AbortSignal): Promise<Inventory> {
  const [containers, networks, volumes, info] = await Promise.all([
    get(client, '/containers/json?all=1', signal),
    get(client, '/networks', signal),
    get(client, '/volumes', signal),
    get(client, '/info', signal),
  ]);
  return {
    ...readContainers(containers),
    networks: readNetworks(networks),
    volumes: list(record(volumes).Volumes).map((volume) => text(record(volume).Name)),
    info: readInfo(info),
  };
}

/** Its answer of `/images/{name}/json`; null: the engine has none of that name. */
export async function inspectImage(client: EngineClient, name: string, signal: AbortSignal): Promise<unknown> {
  const path = `/images/${encodeURIComponent(name)}/json`;
  return client.json({ method: 'GET', path, signal }).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

/** An empty or malformed name is none that the engine has, either. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && (error.status === 404 || error.status === 400);

/** Names that stand for images, as `docker run` takes them. */
export async function imageNames(client: EngineClient, signal: AbortSignal): Promise<string[]> {
  const images = list(await get(client, '/images/json', signal));
  const names = images.flatMap((image) => list(record(image).RepoTags).map(text));
  return names.filter((name) => name !== '' && !name.includes('<none>')).sort();
}
