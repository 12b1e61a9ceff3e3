import { type DiskItem, type DiskTotal, USERS_LIMIT } from '../../contract/disk';
import { time } from '../engine/loose';
import type { LogSizes } from './logs';
import { unusedVolumes } from './plans';
import * as targets from './targets';
import { type ContainerUse, totalOf, type Usage } from '../engine/system-df';
import { say } from '../../../texts/say';

type Users = readonly ContainerUse[];

const usedBy = (users: Users): Pick<DiskItem, 'usedBy' | 'moreUsers'> => ({
  usedBy: users.slice(0, USERS_LIMIT).map(({ id, name }) => ({ id, name })),
  moreUsers: Math.max(0, users.length - USERS_LIMIT),
});

/** Every line of the table. */
export const itemsOf = (usage: Usage, logs: LogSizes): readonly DiskItem[] => [
  ...imageItems(usage),
  ...usage.containers.map(containerItem),
  ...volumeItems(usage),
  ...usage.cache.map(cacheItem),
  ...logItems(usage, logs),
];

function imageItems(usage: Usage): readonly DiskItem[] {
  const users = targets.usersOfImages(usage);
  return usage.images.map((image) => {
    const target = targets.imageTarget(image);
    const mine = users.get(image.id) ?? [];
    const inUse = mine.length > 0 || (image.containers ?? 0) > 0;
    return {
      ...{
        key: `image ${image.id}`,
        kind: 'image',
        name: target.name,
        bytes: target.bytes,
        createdAt: image.createdAt,
      },
      ...{ sharedBytes: image.sharedBytes ?? 0, inUse, detail: target.detail, containerId: null },
      ...usedBy(mine),
      target: inUse ? null : target,
    };
  });
}

function containerItem(container: ContainerUse): DiskItem {
  const { id, name, bytes, createdAt, running } = container;
  const target = targets.containerTarget(container);
  return {
    ...{ key: `container ${id}`, kind: 'container', name, bytes, sharedBytes: 0, createdAt, inUse: running },
    ...{ usedBy: [], moreUsers: 0, detail: target.detail, containerId: id },
    target: running ? null : target,
  };
}

function volumeItems(usage: Usage): readonly DiskItem[] {
  const users = targets.usersOfVolumes(usage);
  const unused = new Set(unusedVolumes(usage));
  return usage.volumes.map((volume) => {
    const target = targets.volumeTarget(volume);
    const mine = users.get(volume.name) ?? [];
    const place = mine[0]?.volumes.find(({ name }) => name === volume.name)?.destination ?? '';
    const owner = volume.anonymous && place !== '' ? `${mine[0]?.name ?? ''}:${place}` : '';
    return {
      ...{ key: `volume ${volume.name}`, kind: 'volume', name: volume.name, bytes: volume.bytes, sharedBytes: 0 },
      ...{ createdAt: time(volume.created), inUse: !unused.has(volume), containerId: null },
      ...usedBy(mine),
      detail: [target.detail, owner].filter(Boolean).join(', '),
      target: unused.has(volume) ? target : null,
    };
  });
}

function cacheItem(cache: Usage['cache'][number]): DiskItem {
  const target = targets.cacheTarget(cache);
  const { bytes, shared } = cache;
  return {
    ...{ key: `cache ${cache.id}`, kind: 'cache', name: target.name, createdAt: cache.createdAt, inUse: cache.inUse },
    ...{ bytes: shared ? 0 : bytes, sharedBytes: shared ? bytes : 0, usedBy: [], moreUsers: 0, containerId: null },
    detail: [target.detail, shared ? say('also a layer of an image') : ''].filter(Boolean).join(', '),
    target: cache.inUse ? null : target,
  };
}

function logItems({ containers }: Usage, { sizes }: LogSizes): readonly DiskItem[] {
  return containers.flatMap(({ id, name, createdAt, running }): DiskItem[] => {
    const bytes = sizes.get(id);
    if (bytes === undefined) return [];
    return [
      {
        ...{ key: `log ${id}`, kind: 'log', name, bytes, sharedBytes: 0, createdAt, inUse: running },
        ...{ usedBy: [], moreUsers: 0, detail: say('goes with its container'), containerId: id, target: null },
      },
    ];
  });
}

const sum = <T>(items: readonly T[], of: (item: T) => number | null): number =>
  items.reduce((total, item) => total + (of(item) ?? 0), 0);

/** The formulas of `docker system df`; logs are ours. */
export function totalsOf(usage: Usage, items: readonly DiskItem[], logs: LogSizes): readonly DiskTotal[] {
  const of = (kind: DiskItem['kind']): readonly DiskItem[] => items.filter((item) => item.kind === kind);
  const idle = (kind: DiskItem['kind']): number =>
    sum(
      of(kind).filter(({ inUse }) => !inUse),
      ({ bytes }) => bytes,
    );
  const usedLayers = sum(
    of('image').filter(({ inUse }) => inUse),
    ({ bytes }) => bytes,
  );
  const total = (kind: DiskItem['kind'], bytes: number | null, reclaimableBytes: number): DiskTotal => ({
    ...{ kind, count: of(kind).length, bytes, reclaimableBytes },
  });
  return [
    total('image', usage.layersBytes, Math.max(0, usage.layersBytes - usedLayers)),
    total('container', sum(of('container'), bytesOf), idle('container')),
    total('volume', sum(of('volume'), bytesOf), idle('volume')),
    total('cache', sum(of('cache'), bytesOf), idle('cache')),
    total('log', logs.sizes.size === 0 && logs.problem !== '' ? null : sum(of('log'), bytesOf), 0),
  ];
}

const bytesOf = ({ bytes }: DiskItem): number | null => bytes;

/** All of it, each byte once, and of that the layers that several images have. */
export function sumsOf(usage: Usage, logs: LogSizes): { totalBytes: number; sharedLayerBytes: number } {
  const own = sum(usage.images, ({ bytes, sharedBytes }) => (bytes ?? 0) - (sharedBytes ?? 0));
  const logBytes = [...logs.sizes.values()].reduce((total, bytes) => total + bytes, 0);
  return { totalBytes: totalOf(usage) + logBytes, sharedLayerBytes: Math.max(0, usage.layersBytes - own) };
}
