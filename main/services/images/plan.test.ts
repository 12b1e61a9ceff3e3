import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fatesOf } from './plan';
import type { ImageFacts } from './read';

const image = (id: string, parent = '', ...tags: string[]): ImageFacts => ({
  ...{ id, parent, tags, digests: [], created: null, size: 1, labels: {}, kept: false },
});

interface World {
  readonly images: readonly ImageFacts[];
  /** Ids of images that a container uses: whether it runs. */
  readonly used?: Readonly<Record<string, boolean>>;
}

function fates({ images, used = {} }: World, ...ids: string[]): Record<string, string> {
  const children = new Map<string, ImageFacts[]>();
  for (const each of images)
    if (each.parent !== '') children.set(each.parent, [...(children.get(each.parent) ?? []), each]);
  const users = new Map(
    Object.entries(used).map(([id, running]) => [id, [{ id: `c-${id}`, name: `c-${id}`, running }]] as const),
  );
  const byId = new Map(images.map((each) => [each.id, each] as const));
  return Object.fromEntries(fatesOf(ids, { byId, children, users }).map(({ id, fate }) => [id, fate]));
}

test('steps without a name go with what was built by them, named children keep their parent', () => {
  const images = [image('base', '', 'base:1'), image('step', 'base'), image('app', 'step', 'app:1')];
  expect(fates({ images }, 'base')).toEqual({ base: 'parent' });
  expect(fates({ images }, 'base', 'app')).toEqual({ base: 'goes', app: 'goes' });
  expect(fates({ images, used: { app: true } }, 'base', 'app')).toEqual({ base: 'parent', app: 'running' });
  expect(fates({ images, used: { app: false } }, 'app', 'none')).toEqual({ app: 'forced', none: 'gone' });
  // Nobody asked for the dangling one to go.
  expect(fates({ images: [image('base', '', 'b:1'), image('left', 'base')] }, 'base')).toEqual({ base: 'parent' });
});

/** A forest: each image is built on an earlier one, or on none. */
const world = fc.array(fc.tuple(fc.nat(), fc.boolean(), fc.option(fc.boolean())), { maxLength: 12 }).map((drawn) => ({
  images: drawn.map(([parent, named], at) =>
    image(String(at), at === 0 || parent % (at + 1) === at ? '' : String(parent % at), ...(named ? [`n:${at}`] : [])),
  ),
  used: Object.fromEntries(drawn.flatMap(([, , running], at) => (running === null ? [] : [[String(at), running]]))),
}));

test('whatever the images, nothing is said to go that something which stays is built on', () => {
  fc.assert(
    fc.property(world, fc.array(fc.nat(11)), ({ images, used }, drawn) => {
      const ids = [...new Set(drawn.map(String))].filter((id) => images.some((each) => each.id === id));
      const found = fates({ images, used }, ...ids);
      const goes = (id: string): boolean => found[id] === 'goes' || found[id] === 'forced';
      for (const each of images) {
        if (used[each.id] === true) expect(goes(each.id)).toBe(false);
        if (each.tags.length > 0 && !goes(each.id)) expect(goes(each.parent)).toBe(false);
      }
    }),
  );
});
