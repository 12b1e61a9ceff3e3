import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameReader } from './frames';

test('payloads come out whole and in order, however the frames are cut', () => {
  const frames = fc.array(fc.uint8Array({ maxLength: 40 }));
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (payloads, cuts) => {
      const stream = Buffer.concat(
        payloads.flatMap((payload) => {
          const header = Buffer.alloc(8);
          header[0] = 1;
          header.writeUInt32BE(payload.length, 4);
          return [header, payload];
        }),
      );
      const reader = createFrameReader();
      const out: Uint8Array[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const length = cuts[turn % cuts.length] ?? 1;
        out.push(...reader.push(stream.subarray(at, at + length)));
        at += length;
      }
      expect(Buffer.concat(out).equals(Buffer.concat(payloads))).toBe(true);
    }),
  );
});
