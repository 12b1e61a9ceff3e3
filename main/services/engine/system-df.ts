import * as v from 'valibot';
import { parse } from './facts';
import { imageIdOf } from './image-name';
import { cut, list, type Loose, number, record, text, time } from './loose';
import { type EngineClient, EngineError } from './types';
import { pause } from './pause';

// What `/system/df` tells, in either of its shapes. Strings are hostile and cut; -1 of the engine's becomes null.

export interface ImageUse {
  readonly id: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly createdAt: number | null;
  readonly bytes: number | null;
  readonly sharedBytes: number | null;
  /** Containers that are of it; null: not told. */
  readonly containers: number | null;
}

export interface ContainerUse {
  readonly id: string;
  readonly name: string;
  readonly imageId: string;
  readonly image: string;
  readonly state: string;
  readonly status: string;
  readonly running: boolean;
  readonly createdAt: number | null;
  readonly bytes: number | null;
  readonly labels: ReadonlyMap<string, string>;
  readonly volumes: readonly { readonly name: string; readonly destination: string }[];
  /** Ids and names. */
  readonly networks: readonly string[];
}

export interface VolumeUse {
  readonly name: string;
  readonly driver: string;
  readonly created: string;
  readonly anonymous: boolean;
  readonly labels: ReadonlyMap<string, string>;
  readonly bytes: number | null;
  readonly users: number | null;
}

export interface CacheUse {
  readonly id: string;
  readonly type: string;
  readonly description: string;
  readonly inUse: boolean;
  readonly shared: boolean;
  readonly bytes: number;
  readonly createdAt: number | null;
  readonly parents: readonly string[];
}

export interface Usage {
  /** All layers, each once. */
  readonly layersBytes: number;
  readonly images: readonly ImageUse[];
  readonly containers: readonly ContainerUse[];
  readonly volumes: readonly VolumeUse[];
  readonly cache: readonly CacheUse[];
}

const TEXT_LIMIT = 1000;
const TIMEOUT_MS = 300_000;
/** The engine counts for one asker at a time, and refuses all others. */
const BUSY = 'disk usage operation is already running';
const BUSY_MS = 500;

/** Nothing at all would be said where another kind of answer is. */
const answer = v.looseObject({});

const plain = (value: unknown): string => cut(text(value), TEXT_LIMIT);
const size = (value: unknown): number | null => {
  const known = number(value);
  return known === null || known < 0 ? null : known;
};
/** What is not nothing. */
const known = (value: unknown): number | null => (size(value) === 0 ? null : size(value));
const seconds = (value: unknown): number | null => {
  const known = number(value);
  return known === null ? time(value) : known * 1000;
};
const texts = (value: unknown): readonly string[] =>
  list(value)
    .map(plain)
    .filter((each) => each !== '' && !each.startsWith('<none>'));

export const labelsOf = (value: unknown): ReadonlyMap<string, string> =>
  new Map(Object.entries(record(value)).map(([key, each]) => [cut(key, TEXT_LIMIT), plain(each)] as const));

/** Rejects with EngineError. `signal` ends it; an engine that counts for somebody else is asked until it does not. */
export async function readUsage(client: EngineClient, signal: AbortSignal): Promise<Usage> {
  for (;;) {
    try {
      // Engines from API 1.52 on leave the single things out without it; older ones do not know it.
      const query = { verbose: 1 };
      const request = { method: 'GET', path: '/system/df', query, timeoutMs: TIMEOUT_MS, signal } as const;
      return await named(client, usageOf(parse(answer, await client.json(request), request.path)), signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof EngineError) || !error.message.includes(BUSY)) throw error;
      await pause(BUSY_MS, signal);
    }
  }
}

/** Podman tells an image as often as it has tags. */
function once(images: readonly ImageUse[]): readonly ImageUse[] {
  const found = new Map<string, ImageUse>();
  for (const image of images)
    found.set(image.id, { ...image, tags: [...new Set([...(found.get(image.id)?.tags ?? []), ...image.tags])] });
  return [...found.values()];
}

/** Podman tells tags without their repositories here: then the list has the names. */
async function named(client: EngineClient, usage: Usage, signal: AbortSignal): Promise<Usage> {
  if (usage.images.every(({ tags }) => tags.every((tag) => tag.includes(':')))) return usage;
  const listed = list(await client.json({ method: 'GET', path: '/images/json', timeoutMs: TIMEOUT_MS, signal })).map(
    record,
  );
  const names = new Map(listed.map((image) => [imageId(image.Id), texts(image.RepoTags)]));
  return { ...usage, images: usage.images.map((image) => ({ ...image, tags: names.get(image.id) ?? [] })) };
}

/** From API 1.53 on each kind stands in an object of its own; up to 1.51 in a list. */
function partOf(said: Loose, names: readonly string[], old: string): { items: readonly Loose[]; total: number | null } {
  const part = record(names.map((name) => said[name]).find((each) => each !== undefined && each !== null));
  const items = list(part.Items ?? said[old]).map(record);
  return { items, total: size(part.TotalSize) };
}

export function usageOf(body: unknown): Usage {
  const said = record(body);
  const images = partOf(said, ['ImageUsage', 'ImagesUsage', 'ImagesDiskUsage'], 'Images');
  const containers = partOf(said, ['ContainerUsage', 'ContainersUsage', 'ContainersDiskUsage'], 'Containers');
  const volumes = partOf(said, ['VolumeUsage', 'VolumesUsage', 'VolumesDiskUsage'], 'Volumes');
  const cache = partOf(said, ['BuildCacheUsage', 'BuildCacheDiskUsage'], 'BuildCache');
  const read = once(images.items.map(imageOf).filter(({ id }) => id !== ''));
  const single = read.reduce((total, { bytes, sharedBytes }) => total + (bytes ?? 0) - (sharedBytes ?? 0), 0);
  // What is shared is there once at least.
  const shared = Math.max(0, ...read.map(({ sharedBytes }) => sharedBytes ?? 0));
  return {
    // Podman says that all together are nothing.
    layersBytes: known(said.LayersSize) ?? known(images.total) ?? single + shared,
    images: read,
    containers: containers.items.map(containerOf).filter(({ id }) => id !== ''),
    volumes: volumes.items.map(volumeOf).filter(({ name }) => name !== ''),
    cache: cache.items.map(cacheOf).filter(({ id }) => id !== ''),
  };
}

const imageId = (value: unknown): string => imageIdOf(plain(value));

export const imageOf = (said: Loose): ImageUse => ({
  id: imageId(said.Id),
  tags: texts(said.RepoTags),
  digests: texts(said.RepoDigests),
  createdAt: seconds(said.Created),
  bytes: size(said.Size),
  sharedBytes: size(said.SharedSize),
  containers: size(said.Containers),
});

const RUNNING: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

export function containerOf(said: Loose): ContainerUse {
  const names = list(said.Names).map((name) => plain(name).replace(/^\//, ''));
  const networks = Object.entries(record(record(said.NetworkSettings).Networks));
  const state = plain(said.State);
  return {
    ...{ id: plain(said.Id), imageId: imageId(said.ImageID), image: plain(said.Image), state },
    name: names.find((name) => !name.includes('/')) ?? plain(said.Id).slice(0, 12),
    status: plain(said.Status),
    running: RUNNING.has(state),
    createdAt: seconds(said.Created),
    // Left out where it is nothing.
    bytes: said.SizeRw === undefined ? 0 : size(said.SizeRw),
    labels: labelsOf(said.Labels),
    volumes: list(said.Mounts)
      .map(record)
      .filter((mount) => mount.Type === 'volume')
      .map((mount) => ({ name: plain(mount.Name), destination: plain(mount.Destination) })),
    networks: networks.flatMap(([name, network]) => [plain(name), plain(record(network).NetworkID)]).filter(Boolean),
  };
}

/** The engine names those after nothing, and newer ones label them. */
const isAnonymous = (name: string, labels: Loose): boolean =>
  /^[0-9a-f]{64}$/.test(name) || labels['com.docker.volume.anonymous'] !== undefined;

export function volumeOf(said: Loose): VolumeUse {
  const use = record(said.UsageData);
  const name = plain(said.Name);
  return {
    ...{ name, driver: plain(said.Driver), created: plain(said.CreatedAt) },
    anonymous: isAnonymous(name, record(said.Labels)),
    labels: labelsOf(said.Labels),
    bytes: size(use.Size),
    users: size(use.RefCount),
  };
}

const cacheOf = (said: Loose): CacheUse => ({
  id: plain(said.ID ?? said.Id),
  type: plain(said.Type),
  description: plain(said.Description),
  inUse: said.InUse === true,
  shared: said.Shared === true,
  bytes: size(said.Size) ?? 0,
  createdAt: time(said.CreatedAt),
  parents: said.Parents === undefined || said.Parents === null ? texts([said.Parent]) : texts(said.Parents),
});

const sum = <T>(items: readonly T[], of: (item: T) => number | null): number =>
  items.reduce((total, item) => total + (of(item) ?? 0), 0);

/** All of it, each byte once; logs are in none of the engine's figures. */
export const totalOf = ({ layersBytes, containers, volumes, cache }: Usage): number =>
  layersBytes +
  sum(containers, ({ bytes }) => bytes) +
  sum(volumes, ({ bytes }) => bytes) +
  sum(cache, ({ bytes, shared }) => (shared ? 0 : bytes));
