import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFrames } from '../read/messages';
import { createPieces } from './pieces';

const STAMP = '2026-11-21T19:17:36.123456789Z ';

function frame(payload: Buffer): Buffer {
  const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  const stamped = Buffer.concat([Buffer.from(STAMP), payload]);
  header.writeUInt32BE(stamped.length, 4);
  return Buffer.concat([header, stamped]);
}

/** Cut at these places, counted in thousandths of its length. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const edges = [0, ...places.map((place) => Math.floor((place * bytes.length) / 1000)), bytes.length];
  edges.sort((a, b) => a - b);
  return edges
    .slice(1)
    .map((edge, index) => bytes.subarray(edges[index], edge))
    .filter(({ length }) => length > 0);
}

const places = fc.array(fc.nat(1000), { maxLength: 6 });
const text = fc
  .string({ unit: fc.constantFrom('a', 'ß', '漢', '字', '🏗️', '\u001b[31m', '\r', ' '), maxLength: 30 })
  .filter((line) => !line.includes('\n'));

it('lines are whole, and no character broken, in 10,000 ways to cut them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, places), { minLength: 1, maxLength: 4 }), places, (lines, chunks) => {
      const got: string[] = [];
      const pieces = createPieces(1_000_000, ({ bytes, start, end }) => got.push(bytes.toString('utf8', start, end)));
      const reader = readFrames((message) => pieces.message(message));
      // The engine breaks long lines anywhere, the network everything.
      const frames = lines.flatMap(([line, breaks]) => cut(Buffer.from(`${line}\n`), breaks).map(frame));
      for (const chunk of cut(Buffer.concat(frames), chunks)) reader.push(chunk);
      reader.end();
      pieces.flush();
      expect(got).toEqual(lines.map(([line]) => line));
      expect(got.join('')).not.toContain('\ufffd');
    }),
    { numRuns: 10_000 },
  );
});
