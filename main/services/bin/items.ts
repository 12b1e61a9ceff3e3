import { list, record as loose, text } from '../engine/loose';
import { type EngineClient, EngineError } from '../engine/types';
import { BIN_LABEL, BIN_REPOSITORY, tagIn } from '../helpers/kept';
import { type BinRecord, unpacked } from './record';

/** One thing in the bin. */
export interface BinItem {
  readonly key: string;
  readonly record: BinRecord;
  /** The image, or the volume, that holds it. */
  readonly holder: string;
}

export const volumeOf = (key: string): string => `${BIN_REPOSITORY}-${key}`;
export const imageOf = (key: string): string => `${BIN_REPOSITORY}:${key}`;

/** Reads what is in the bin of the engine in use, oldest first. Rejects with EngineError. */
export function createItems(client: EngineClient): (signal?: AbortSignal) => Promise<readonly BinItem[]> {
  /** By image: its comment never changes. */
  const comments = new Map<string, BinRecord | null>();
  const recordOf = async (id: string, signal?: AbortSignal): Promise<BinRecord | null> => {
    const known = comments.get(id);
    if (known !== undefined) return known;
    const path = `/images/${encodeURIComponent(id)}/json`;
    const image = await client.json({ method: 'GET', path, ...(signal && { signal }) });
    const record = unpacked(text(loose(image).Comment));
    comments.set(id, record);
    return record;
  };
  return async (signal) => {
    const [images, volumes] = await Promise.all([readImages(client, signal), readVolumes(client, signal)]);
    const items: BinItem[] = [];
    for (const { id, key } of images) {
      const record = await recordOf(id, signal).catch(unlessGone);
      if (record?.kind === 'container') items.push({ key, record, holder: imageOf(key) });
    }
    const containers = items.map(({ record }) => record.original);
    const there = await readContainers(client, containers, signal);
    const made = new Set(volumes.map(({ name, created }) => `${name} ${created}`));
    const kept = volumes.flatMap(({ name, record }) =>
      record?.kind === 'volume' ? { key: name.slice(BIN_REPOSITORY.length + 1), record, holder: name } : [],
    );
    return [
      ...items.filter(({ record }) => !there.has(record.original)),
      // What still is there was not deleted: it is being kept just now, or was given up.
      ...kept.filter(({ record }) => !made.has(`${record.name} ${record.original}`)),
    ].sort((a, b) => a.record.at - b.record.at);
  };
}

const unlessGone = (error: unknown): null => {
  if (error instanceof EngineError && error.status === 404) return null;
  throw error;
};

async function readImages(client: EngineClient, signal?: AbortSignal) {
  const query = { filters: { reference: [BIN_REPOSITORY] } };
  const answer = await client.json({ method: 'GET', path: '/images/json', query, ...(signal && { signal }) });
  return list(answer)
    .map(loose)
    .flatMap(({ Id, RepoTags }) =>
      list(RepoTags)
        .flatMap((tag) => tagIn(BIN_REPOSITORY, text(tag)) ?? [])
        .map((key) => ({ id: text(Id), key })),
    );
}

async function readVolumes(client: EngineClient, signal?: AbortSignal) {
  const answer = await client.json({ method: 'GET', path: '/volumes', ...(signal && { signal }) });
  return list(loose(answer).Volumes)
    .map(loose)
    .map(({ Name, CreatedAt, Labels }) => {
      const label = text(loose(Labels)[BIN_LABEL]);
      return { name: text(Name), created: text(CreatedAt), record: label === '' ? null : unpacked(label) };
    });
}

async function readContainers(client: EngineClient, ids: readonly string[], signal?: AbortSignal) {
  if (ids.length === 0) return new Set<string>();
  const query = { all: 1, filters: { id: ids } };
  const answer = await client.json({ method: 'GET', path: '/containers/json', query, ...(signal && { signal }) });
  return new Set(list(answer).map((raw) => text(loose(raw).Id)));
}
