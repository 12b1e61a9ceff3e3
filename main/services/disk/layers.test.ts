import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOnlyIn } from './layers';
import { imageOf } from '../engine/system-df';

const image = (id: string, bytes: number, shared = 0) => imageOf({ Id: id, Size: bytes, SharedSize: shared });

test('layers that only removed images have count once, those that stay not at all', () => {
  const [base, one, two] = [image('base', 10, 10), image('one', 18, 15), image('two', 19, 15)];
  const chains = new Map([
    ['base', ['a']],
    ['one', ['a', 'b', 'c']],
    ['two', ['a', 'b', 'd']],
  ]);
  expect(bytesOnlyIn([one, two], [base], chains)).toBe(5 + 3 + 4);
  expect(bytesOnlyIn([one], [base, two], chains)).toBe(3);
  expect(bytesOnlyIn([base, one, two], [], chains)).toBe(22);
  expect(bytesOnlyIn([image('new', 1)], [base], chains)).toBeNull();
});

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

test('whatever images share, a figure that is given is the true one', () => {
  const sizes = new Map<string, number>(LETTERS.map((layer, at) => [layer, 2 ** at] as const));
  const bytesOf = (path: string): number => Array.from(path).reduce((sum, layer) => sum + (sizes.get(layer) ?? 0), 0);
  const path = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 5 });
  const prefixesOf = (of: string): string[] => Array.from(of).map((_, at) => of.slice(0, at + 1));
  fc.assert(
    fc.property(fc.uniqueArray(path, { minLength: 2, maxLength: 8 }), fc.nat(8), (paths, cut) => {
      const images = paths.map((own) => {
        const others = new Set(paths.filter((other) => other !== own).flatMap(prefixesOf));
        const shared = prefixesOf(own).findLast((each) => others.has(each)) ?? '';
        return image(own, bytesOf(own), bytesOf(shared));
      });
      const chains = new Map(paths.map((own) => [own, Array.from(own)] as const));
      const [goes, stays] = [images.slice(0, cut), images.slice(cut)];
      const kept = new Set(stays.flatMap(({ id }) => prefixesOf(id)));
      const freed = new Set(goes.flatMap(({ id }) => prefixesOf(id)).filter((each) => !kept.has(each)));
      const truth = [...freed].reduce((sum, each) => sum + (sizes.get(each.at(-1) ?? '') ?? 0), 0);
      expect([truth, null]).toContain(bytesOnlyIn(goes, stays, chains));
    }),
  );
});
