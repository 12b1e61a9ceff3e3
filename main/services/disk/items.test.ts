import { describe, expect, test } from 'vitest';
import { itemsOf, sumsOf, totalsOf } from './items';
import { plansOf } from './plans';
import { totalOf, usageOf } from '../engine/system-df';

const IMAGES = [
  { Id: 'sha256:a', RepoTags: ['web:1'], Size: 150, SharedSize: 100, Containers: 1, Created: 1_700_000_000 },
  {
    Id: 'sha256:b',
    RepoTags: ['<none>:<none>'],
    RepoDigests: ['<none>@<none>'],
    Size: 130,
    SharedSize: 100,
    Containers: 0,
  },
  { Id: 'sha256:c', RepoTags: null, RepoDigests: ['alpine@sha256:1'], Size: 20, SharedSize: 0, Containers: 0 },
];
const CONTAINERS = [
  {
    Id: 'c1',
    Names: ['/web'],
    ImageID: 'sha256:a',
    State: 'running',
    SizeRw: 7,
    Mounts: [{ Type: 'volume', Name: 'data', Destination: '/d' }],
  },
  { Id: 'c2', Names: ['/old', '/web/alias'], ImageID: 'sha256:a', State: 'exited', SizeRw: 5 },
];
const VOLUMES = [
  { Name: 'data', Driver: 'local', UsageData: { Size: 40, RefCount: 1 } },
  { Name: 'f'.repeat(64), Driver: 'local', UsageData: { Size: 4, RefCount: 0 } },
  { Name: 'lone', Driver: 'nfs', UsageData: { Size: -1, RefCount: -1 } },
];
const CACHE = [
  { ID: 'base', Type: 'regular', InUse: false, Shared: false, Size: 6 },
  { ID: 'leaf', Type: 'regular', InUse: false, Shared: false, Size: 3, Parents: ['base'] },
  { ID: 'used', Type: 'regular', InUse: true, Shared: false, Size: 2 },
  { ID: 'layer', Type: 'regular', InUse: false, Shared: true, Size: 100 },
];
const OLD = { LayersSize: 200, Images: IMAGES, Containers: CONTAINERS, Volumes: VOLUMES, BuildCache: CACHE };
/** API 1.53 and later. */
const NEW = {
  ImageUsage: { TotalSize: 200, TotalCount: 3, Items: IMAGES },
  ContainerUsage: { TotalSize: 12, Items: CONTAINERS },
  VolumeUsage: { TotalSize: 44, Items: VOLUMES },
  BuildCacheUsage: { TotalSize: 11, Items: CACHE },
};
const NO_LOGS = { sizes: new Map<string, number>(), problem: 'no' };

describe.each([
  ['old', OLD],
  ['new', NEW],
])('the %s shape', (_, answer) => {
  const usage = usageOf(answer);

  test('is counted by the formulas of docker system df', () => {
    const items = itemsOf(usage, NO_LOGS);
    expect(totalsOf(usage, items, NO_LOGS)).toEqual([
      { kind: 'image', count: 3, bytes: 200, reclaimableBytes: 150 },
      { kind: 'container', count: 2, bytes: 12, reclaimableBytes: 5 },
      { kind: 'volume', count: 3, bytes: 44, reclaimableBytes: 4 },
      { kind: 'cache', count: 4, bytes: 11, reclaimableBytes: 9 },
      { kind: 'log', count: 0, bytes: null, reclaimableBytes: 0 },
    ]);
    expect(sumsOf(usage, { sizes: new Map([['c1', 1000]]), problem: '' })).toEqual({
      totalBytes: 200 + 12 + 44 + 11 + 1000,
      sharedLayerBytes: 100,
    });
    expect(totalOf(usage)).toBe(267);
  });

  test('tells whose things are', () => {
    const items = itemsOf(usage, NO_LOGS);
    const item = (key: string) => items.find((each) => each.key === key);
    expect(item('image sha256:a')).toMatchObject({
      usedBy: [{ name: 'web' }, { name: 'old' }],
      target: null,
      bytes: 50,
    });
    expect(item('image sha256:b')).toMatchObject({ detail: 'dangling', target: { refs: [] } });
    expect(item('volume data')).toMatchObject({ usedBy: [{ id: 'c1', name: 'web' }], inUse: true });
    expect(item('volume lone')).toMatchObject({ bytes: null, target: { id: 'lone' } });
  });

  test('makes a plan of every prune', () => {
    const plans = new Map(plansOf(usage, []).map((plan) => [plan.kind, plan] as const));
    const ids = (kind: 'containers' | 'dangling-images' | 'images' | 'anonymous-volumes' | 'volumes' | 'build-cache') =>
      plans.get(kind)?.targets.map(({ id }) => id);
    expect(ids('containers')).toEqual(['c2']);
    expect(ids('dangling-images')).toEqual(['sha256:b']);
    expect(ids('images')).toEqual(['sha256:b', 'sha256:c']);
    expect(plans.get('images')).toMatchObject({ bytes: 50, atMostBytes: 50 });
    expect(ids('anonymous-volumes')).toEqual(['f'.repeat(64)]);
    expect(ids('volumes')).toEqual(['f'.repeat(64), 'lone']);
    // A record goes before the one it builds on.
    const cache = ids('build-cache') ?? [];
    expect(cache).not.toContain('used');
    expect(cache.indexOf('leaf')).toBeLessThan(cache.indexOf('base'));
    expect(plans.get('build-cache')?.bytes).toBe(9);
  });
});

test('layers that only removed images have are between the two figures of a promise', () => {
  const pair = [
    { Id: 'x', RepoTags: ['x:1'], Size: 110, SharedSize: 100 },
    { Id: 'y', RepoTags: ['y:1'], Size: 120, SharedSize: 100 },
    { Id: 'z', RepoTags: ['z:1'], Size: 50, SharedSize: 0 },
  ];
  const used = [{ Id: 'c', Names: ['/c'], ImageID: 'z', State: 'running' }];
  const plan = plansOf(usageOf({ LayersSize: 180, Images: pair, Containers: used }), []).find(
    ({ kind }) => kind === 'images',
  );
  expect(plan).toMatchObject({ bytes: 30, atMostBytes: 130 });
  // Where all go, the engine's own figure is the promise.
  const all = plansOf(usageOf({ LayersSize: 180, Images: pair }), []).find(({ kind }) => kind === 'images');
  expect(all).toMatchObject({ bytes: 180, atMostBytes: 180 });
});
