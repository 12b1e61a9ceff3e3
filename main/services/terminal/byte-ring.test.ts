import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createByteRing } from './byte-ring';

test('it reads what the latest part of the stream is, wherever it is cut', () => {
  const steps = fc.array(fc.record({ length: fc.nat(9_000), drop: fc.double({ min: 0, max: 1, noNaN: true }) }));
  fc.assert(
    fc.property(steps, (course) => {
      const ring = createByteRing(64 * 1024);
      let all = Buffer.alloc(0);
      for (const { length, drop } of course) {
        const bytes = Buffer.from(Array.from({ length }, (_, index) => (all.length + index * 7) & 0xff));
        while (ring.end() - ring.start() + length > 64 * 1024) ring.drop(ring.start() + 9_000);
        ring.append(bytes);
        all = Buffer.concat([all, bytes]);
        ring.drop(ring.start() + Math.floor(drop * (ring.end() - ring.start())));
        const kept = ring.read(ring.start(), Infinity);
        expect(ring.end()).toBe(all.length);
        expect(kept.equals(all.subarray(ring.start()))).toBe(true);
      }
    }),
  );
});

test('it never holds more than it may', () => {
  const ring = createByteRing(100);
  ring.append(new Uint8Array(100));
  expect(() => ring.append(new Uint8Array(1))).toThrow(RangeError);
});
