import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeptLines } from './kept-lines';

it('the first and the last lines stay, what is lost is counted, and nothing is told twice', () => {
  const rounds = fc.array(fc.nat(40), { maxLength: 20 });
  fc.assert(
    fc.property(rounds, fc.nat(10), fc.integer({ min: 1, max: 10 }), (counts, first, last) => {
      const kept = createKeptLines({ first, last, isFull: () => false });
      let [came, place, seen] = [0, 0, 0];
      for (const count of counts) {
        for (let index = 0; index < count; index += 1) kept.add(String(came++));
        const { parts, next } = kept.read(place);
        for (const { lines, dropped } of parts) {
          seen += dropped;
          for (const line of lines) expect(Number(line)).toBe(seen++);
        }
        expect([seen, next]).toEqual([came, came]);
        place = next;
      }
      const all = kept.read(0).parts.flatMap(({ lines }) => lines);
      expect(all).toHaveLength(Math.min(came, first + last));
      expect(all.slice(0, first)).toEqual(Array.from({ length: Math.min(first, came) }, (_, at) => String(at)));
    }),
  );
});

it('gives room back when there is none', () => {
  let size = 0;
  const kept = createKeptLines({ first: 2, last: 1000, isFull: () => size > 100 });
  for (let index = 0; index < 1000; index += 1) size += kept.add('0123456789');
  expect(size).toBeLessThanOrEqual(120);
  expect(kept.read(0).next).toBe(1000);
});
