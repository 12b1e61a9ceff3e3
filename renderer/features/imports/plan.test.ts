import { expect, test } from 'vitest';
import type { FoundVolume, Preflight } from '../../../main/contract/imports';
import { firstPlan, type Plan, sumOf, wishOf } from './plan';

const place = { key: 'k', name: 'n', version: '1', platform: 'linux/amd64' };
const volume = (name: string, more: Partial<FoundVolume> = {}): FoundVolume => ({
  ...{ name, driver: 'local', bytes: 10, anonymous: false, state: 'new', runningUsers: [], remark: '' },
  ...more,
});
type FoundImage = Preflight['images'][number];
const image: Omit<FoundImage, 'id' | 'names'> = {
  ...{ bytes: 100, sharedBytes: 60, platform: 'linux/amd64', fits: true, state: 'new', taken: [] },
};
type FoundNetwork = Preflight['networks'][number];
const network: Omit<FoundNetwork, 'id' | 'name'> = {
  ...{ driver: 'bridge', subnets: [], state: 'new', overlaps: [], problem: '' },
};

const found: Preflight = {
  ...{ source: { ...place, key: 'source' }, target: place, freeBytes: null },
  left: { containers: 0, binds: 0, plugins: 0 },
  images: [
    { ...image, id: 'a', names: ['a:1', 'a:2'], taken: ['a:2'] },
    { ...image, id: 'b', names: ['b:1'] },
    { ...image, id: 'c', names: ['c:1'], state: 'same' },
  ],
  volumes: [
    volume('new', { runningUsers: ['web'] }),
    volume('taken', { state: 'taken' }),
    volume('taken-imported', { bytes: null }),
    volume('anon', { anonymous: true }),
    volume('half', { state: 'unfinished' }),
  ],
  networks: [
    { ...network, id: 'n1', name: 'n1', overlaps: ['other'] },
    { ...network, id: 'n2', name: 'n2', problem: 'no driver' },
  ],
};
const plan = firstPlan(found);
const withVolume = (change: Partial<Plan['volumes'][string]>): Plan => {
  const choice = plan.volumes.taken;
  return choice === undefined ? plan : { ...plan, volumes: { ...plan.volumes, taken: { ...choice, ...change } } };
};

test('at first all that is missing and harms nothing; what is taken stays as it is', () => {
  expect(wishOf(found, plan)).toEqual({
    source: 'source',
    images: [
      { id: 'a', names: ['a:1'] },
      { id: 'b', names: ['b:1'] },
    ],
    volumes: [
      { name: 'new', to: 'new', replace: false, pause: true },
      { name: 'taken-imported', to: 'taken-imported', replace: false, pause: false },
      { name: 'half', to: 'half', replace: false, pause: false },
    ],
    networks: [{ id: 'n1', to: 'n1', subnets: false }],
  });
});

test('a taken name: another one that is free, or in its place, which is told', () => {
  const renamed = wishOf(found, withVolume({ checked: true }));
  expect(renamed.volumes[1]).toMatchObject({ name: 'taken', to: 'taken-imported-2', replace: false });
  const replaced = wishOf(found, withVolume({ checked: true, onTaken: 'replace' }));
  expect(replaced.volumes[1]).toMatchObject({ to: 'taken', replace: true });
  expect(sumOf(found, replaced).replaced).toEqual(['taken']);
  const names = (onTaken: 'move' | 'rename') =>
    wishOf(found, { ...plan, images: { a: { checked: true, onTaken } } }).images[0]?.names;
  expect(names('move')).toEqual(['a:1', 'a:2']);
  expect(names('rename')).toEqual(['a:1', 'a:2-imported']);
});

test('shared layers are counted once, sizes that nobody knows are said to be', () => {
  expect(sumOf(found, wishOf(found, plan))).toMatchObject({ count: 6, bytes: 40 + 40 + 60 + 20, unmeasured: 1 });
});
