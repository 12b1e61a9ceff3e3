import type { DiskTarget, PruneKind, PrunePlan } from '../../contract/disk';
import { type Loose, text } from '../engine/loose';
import { bytesOnlyIn, type Chains } from './layers';
import { isKeptImage } from '../helpers/kept';
import * as targets from './targets';
import type { CacheUse, ImageUse, Usage, VolumeUse } from '../engine/system-df';
import { say } from '../../../texts/say';

const sum = (list: readonly DiskTarget[]): number => list.reduce((total, { bytes }) => total + (bytes ?? 0), 0);

const plan = (kind: PruneKind, list: readonly DiskTarget[], kept: PrunePlan['kept'] = []): PrunePlan => ({
  ...{ kind, targets: [...list], bytes: sum(list), atMostBytes: sum(list), kept },
});

/** A dry run of every prune. `networks`: of `/networks`. */
export function plansOf(usage: Usage, networks: readonly Loose[], chains: Chains = new Map()): readonly PrunePlan[] {
  const unused = unusedImages(usage);
  const volumes = unusedVolumes(usage);
  return [
    plan('containers', usage.containers.filter(({ running }) => !running).map(targets.containerTarget)),
    imagePlan(
      'dangling-images',
      unused.filter((image) => targets.refsOf(image).length === 0),
      { usage, chains },
    ),
    imagePlan('images', unused, { usage, chains }),
    networkPlan(usage, networks),
    plan('anonymous-volumes', volumes.filter(({ anonymous }) => anonymous).map(targets.volumeTarget)),
    plan('volumes', volumes.map(targets.volumeTarget)),
    plan('build-cache', childrenFirst(usage.cache.filter(({ inUse }) => !inUse)).map(targets.cacheTarget)),
  ];
}

export function unusedImages(usage: Usage): readonly ImageUse[] {
  const users = targets.usersOfImages(usage);
  return usage.images.filter(
    (image) =>
      !users.has(image.id) && (image.containers ?? 0) === 0 && !targets.refsOf(image).some((ref) => isKeptImage(ref)),
  );
}

export function unusedVolumes(usage: Usage): readonly VolumeUse[] {
  const mounted = targets.usersOfVolumes(usage);
  return usage.volumes.filter(({ name, users }) => !mounted.has(name) && (users ?? 0) === 0);
}

interface Ground {
  readonly usage: Usage;
  readonly chains: Chains;
}

/**
 * Layers that only the removed images have, but several of them, are freed too, and are in no image's own figure. Where the
 * layers are not known the truth lies between the sum of those and all layers less what the biggest image that stays needs.
 */
function imagePlan(kind: PruneKind, images: readonly ImageUse[], { usage, chains }: Ground): PrunePlan {
  const list = images.map(targets.imageTarget);
  const own = sum(list);
  const goes = new Set(images);
  const stays = usage.images.filter((image) => !goes.has(image));
  if (stays.length === 0) return { ...plan(kind, list), bytes: usage.layersBytes, atMostBytes: usage.layersBytes };
  const exact = bytesOnlyIn(images, stays, chains);
  if (exact !== null) return { ...plan(kind, list), bytes: exact, atMostBytes: exact };
  const shared = sharedAmong(images);
  const ownOfStaying = stays.reduce((total, { bytes, sharedBytes }) => total + (bytes ?? 0) - (sharedBytes ?? 0), 0);
  const biggest = Math.max(...stays.map(({ bytes }) => bytes ?? 0), ownOfStaying);
  const atMostBytes = Math.max(own, Math.min(own + shared, usage.layersBytes - biggest));
  return { ...plan(kind, list), bytes: own, atMostBytes };
}

/** No more than this can be shared by these images alone: one image shares nothing with itself. */
function sharedAmong(images: readonly ImageUse[]): number {
  const shares = images.map(({ sharedBytes }) => sharedBytes ?? 0).filter((bytes) => bytes > 0);
  return shares.length < 2 ? 0 : shares.reduce((total, bytes) => total + bytes, 0);
}

function networkPlan(usage: Usage, networks: readonly Loose[]): PrunePlan {
  const users = targets.usersOfNetworks(usage);
  const kept: PrunePlan['kept'] = [];
  const list: DiskTarget[] = [];
  for (const network of networks.filter(targets.isCustom)) {
    const target = targets.networkTarget(network);
    const [first] = [...(users.get(text(network.Id)) ?? []), ...(users.get(text(network.Name)) ?? [])];
    if (first === undefined) list.push(target);
    // The CLI's prune takes those along, and their containers never start again.
    else if (!first.running)
      kept.push({ name: target.name, why: say('{name}, which is stopped, needs it', { name: first.name }) });
  }
  return plan('networks', list, kept);
}

/** The engine removes a record only once none builds on it. */
function childrenFirst(records: readonly CacheUse[]): readonly CacheUse[] {
  const byId = new Map(records.map((each) => [each.id, each] as const));
  const children = new Map<string, number>();
  for (const { parents } of records) for (const id of parents) children.set(id, (children.get(id) ?? 0) + 1);
  const ready = records.filter(({ id }) => (children.get(id) ?? 0) === 0);
  const ordered: CacheUse[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    ordered.push(next);
    for (const id of next.parents) {
      const left = (children.get(id) ?? 0) - 1;
      children.set(id, left);
      const parent = byId.get(id);
      if (left === 0 && parent !== undefined) ready.push(parent);
    }
  }
  return [...ordered, ...records.filter((each) => !ordered.includes(each))];
}
