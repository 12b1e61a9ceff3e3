import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { treemap } from './treemap';

const WITHIN = { x: 10, y: 20, width: 600, height: 180 };

test('every tile has its share of the area, lies within, and meets no other', () => {
  const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 1e9 }), fc.constant(0)), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(sizes, (all) => {
      const total = all.reduce((sum, size) => sum + size, 0);
      fc.pre(total > 0);
      const tiles = treemap(all, (size) => size, WITHIN);
      expect(tiles.length).toBe(all.filter((size) => size > 0).length);
      for (const { item, width, height } of tiles)
        expect(width * height).toBeCloseTo((item / total) * WITHIN.width * WITHIN.height, 3);
      for (const [index, one] of tiles.entries()) {
        expect(one.x).toBeGreaterThanOrEqual(WITHIN.x - 1e-6);
        expect(one.y).toBeGreaterThanOrEqual(WITHIN.y - 1e-6);
        expect(one.x + one.width).toBeLessThanOrEqual(WITHIN.x + WITHIN.width + 1e-6);
        expect(one.y + one.height).toBeLessThanOrEqual(WITHIN.y + WITHIN.height + 1e-6);
        for (const other of tiles.slice(index + 1)) {
          const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
          const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
          expect(Math.min(across, down)).toBeLessThan(1e-6);
        }
      }
    }),
  );
});

test('equal sizes come near to squares', () => {
  for (const { width, height } of treemap([1, 1, 1, 1, 1, 1], (size) => size, { x: 0, y: 0, width: 300, height: 200 }))
    expect(Math.max(width / height, height / width)).toBeLessThan(1.6);
});

test('nothing to show is no tiles', () => {
  expect(treemap([0, -1], (size) => size, WITHIN)).toEqual([]);
  expect(treemap([1], (size) => size, { x: 0, y: 0, width: 0, height: 100 })).toEqual([]);
});
