import { list, record, text } from '../engine/loose';
import type { EngineClient } from '../engine/types';
import type { ImageUse } from '../engine/system-df';

/** The layers of images by their ids, each from the lowest up. */
export type Chains = ReadonlyMap<string, readonly string[]>;

const IN_FLIGHT = 4;
/** A question each. */
const MOST = 800;

/** Of those that the engine tells; none at all where there are too many to ask for. Rejects only when `signal` is aborted. */
export async function readChains(
  client: EngineClient,
  images: readonly ImageUse[],
  signal: AbortSignal,
): Promise<Chains> {
  const chains = new Map<string, readonly string[]>();
  if (images.length > MOST) return chains;
  const waiting = images.map(({ id }) => id);
  const worker = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      signal.throwIfAborted();
      const request = { method: 'GET', path: `/images/${encodeURIComponent(id)}/json`, signal } as const;
      const layers = list(record(record(await client.json(request).catch(() => null)).RootFS).Layers).map(text);
      if (layers.length > 0) chains.set(id, layers);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return chains;
}

/** One for each layer: it and all below it, as a layer is another one on another base. */
function prefixes(layers: readonly string[]): readonly string[] {
  let path = '';
  return layers.map((layer) => (path += ` ${layer}`));
}

/** Bytes of what ends with a layer: told of whole images, and of what an image shares at most. */
function knownSums(images: readonly ImageUse[], chains: Chains): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const count = new Map<string, number>();
  const all = images.map((image) => ({ image, paths: prefixes(chains.get(image.id) ?? []) }));
  for (const { paths } of all) for (const path of paths) count.set(path, (count.get(path) ?? 0) + 1);
  for (const { image, paths } of all) {
    const whole = paths.at(-1);
    const shared = paths.findLast((path) => (count.get(path) ?? 0) > 1);
    if (shared !== undefined && image.sharedBytes !== null) sums.set(shared, image.sharedBytes);
    if (whole !== undefined && image.bytes !== null) sums.set(whole, image.bytes);
  }
  return sums;
}

/** Bytes of the layers that only the first images have; null: not known. */
export function bytesOnlyIn(goes: readonly ImageUse[], stays: readonly ImageUse[], chains: Chains): number | null {
  const all = [...goes, ...stays];
  if (all.some(({ id }) => !chains.has(id))) return null;
  const sums = knownSums(all, chains);
  const seen = new Set(stays.flatMap(({ id }) => prefixes(chains.get(id) ?? [])));
  let freed = 0;
  for (const { id } of goes) {
    const paths = prefixes(chains.get(id) ?? []);
    const base = paths.findLast((path) => seen.has(path));
    const [above, below] = [sums.get(paths.at(-1) ?? ''), base === undefined ? 0 : sums.get(base)];
    if (above === undefined || below === undefined) return null;
    freed += above - below;
    for (const path of paths) seen.add(path);
  }
  return freed;
}
