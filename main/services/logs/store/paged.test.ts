import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPaged } from './paged';

it('has what was put into it, in pieces or one by one, but for what was dropped', () => {
  const piece = fc.record({ from: fc.nat(60_000), length: fc.nat(40_000) });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), fc.nat(100_000), (pieces, floor) => {
      const paged = createPaged((length) => new Float32Array(length));
      const model = new Map<number, number>();
      for (const { from, length } of pieces) {
        const values = Float32Array.from({ length }, (_, index) => from + index + 1);
        paged.put(values, from);
        values.forEach((value, index) => model.set(from + index, value));
        paged.set(from, 7);
        model.set(from, 7);
      }
      const kept = paged.dropBelow(floor);
      expect(kept).toBeLessThanOrEqual(floor);
      expect(floor - kept).toBeLessThan(1 << 14);
      const wrong = Array.from({ length: 101_000 }, (_, index) => index).filter(
        (index) => index >= kept && paged.at(index) !== (model.get(index) ?? 0),
      );
      expect(wrong).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

it('takes no more memory than what is kept, however long it goes on', () => {
  const paged = createPaged((length) => new Uint8Array(length));
  const values = new Uint8Array(100_000).fill(1);
  for (let million = 0; million < 100; million += 1) {
    for (let part = 0; part < 10; part += 1) paged.put(values, million * 1_000_000 + part * 100_000);
    paged.dropBelow(million * 1_000_000);
    expect(paged.bytes()).toBeLessThan(1_060_000);
  }
  expect(paged.at(99_999_999)).toBe(1);
});
