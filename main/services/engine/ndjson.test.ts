import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineReader } from './ndjson';

const read = (chunks: readonly Buffer[], limit?: number): { lines: string[]; tooLong: number } => {
  const lines: string[] = [];
  let tooLong = 0;
  const reader = createLineReader(
    (line) => lines.push(line),
    () => (tooLong += 1),
    limit,
  );
  for (const chunk of chunks) reader.push(chunk);
  return { lines, tooLong };
};

test('the same lines, wherever the chunks are cut', () => {
  const line = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => `x${text.replace(/\s/g, '_')}x`);
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(200)), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((one) => `${one}\r\n`).join(''));
      const chunks: Buffer[] = [];
      let start = 0;
      for (const cut of cuts) {
        chunks.push(bytes.subarray(start, start + cut));
        start += cut;
      }
      chunks.push(bytes.subarray(start));
      expect(read(chunks).lines).toEqual(lines);
    }),
  );
});

test('an unfinished line waits', () => {
  expect(read([Buffer.from('{"a":1}\n{"b"')]).lines).toEqual(['{"a":1}']);
});

test('a line over the limit is dropped and told once; the next one is read', () => {
  const chunks = [
    Buffer.from('a'.repeat(8)),
    Buffer.from('b'.repeat(8)),
    Buffer.from('c'.repeat(8)),
    Buffer.from('\nok\n'),
  ];
  expect(read(chunks, 10)).toEqual({ lines: ['ok'], tooLong: 1 });
});
