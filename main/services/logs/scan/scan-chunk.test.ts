import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogTerm } from '../../../contract/logs';
import { createOpenChunk, decodeChunk, encodeChunk, type Chunk } from '../store/chunk';
import { patternOf, PatternError, queryOf } from './matcher';
import { createChunkScan } from './scan-chunk';

const chunkOf = (lines: readonly string[]): Chunk => {
  const chunk = createOpenChunk(16);
  lines.forEach((line, index) => {
    const bytes = Buffer.from(line);
    chunk.add({ stream: index % 2 === 0 ? 1 : 2, micros: 1e15 + index, bytes, start: 0, end: bytes.length });
  });
  return chunk.view();
};
const hits = (lines: readonly string[], ...terms: LogTerm[]): number[] =>
  [...createChunkScan(queryOf({ terms }))(chunkOf(lines)).hits].flatMap((hit, index) => (hit === 1 ? [index] : []));

describe('a chunk', () => {
  it('is the same after it was on disk', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), (lines) => {
        const chunk = chunkOf(lines);
        const read = decodeChunk(new Uint8Array(encodeChunk(chunk)));
        const plain = ({ count, times, ends, streams, text }: Chunk): unknown => [
          count,
          [...times],
          [...ends],
          [...streams],
          text.toString('latin1'),
        ];
        expect(plain(read)).toEqual(plain(chunk));
      }),
    );
  });
});

describe('a scan', () => {
  it.each([
    ['a text as it stands, whatever its signs', ['a.b', 'axb'], [{ text: 'a.b' }], [0]],
    ['whatever the case', ['Straße ÄRGER', 'x'], [{ text: 'ärger' }], [0]],
    ['only that case', ['Error', 'error'], [{ text: 'error', matchCase: true }], [1]],
    ['whole words', ['catalog', 'cat', 'a cat!', 'Katze'], [{ text: 'cat', wholeWord: true }], [1, 2]],
    ['whole words of any script', ['äcat', 'cat'], [{ text: 'cat', wholeWord: true }], [1]],
    ['expressions', ['id=12', 'id=x'], [{ text: String.raw`id=\d+$`, regex: true }], [0]],
    ['expressions that the u flag refuses', ['a-b'], [{ text: String.raw`a\-b`, regex: true }], [0]],
    ['all terms, some not', ['a b', 'a', 'b'], [{ text: 'a' }, { text: 'b', negate: true }], [1]],
    ['through colours', ['\u001b[31mer\u001b[0mror', 'x'], [{ text: 'error' }], [0]],
    ['through colours among other scripts', ['\u001b[31m漢\u001b[0m字', 'x'], [{ text: '漢字' }], [0]],
    ['emoji as one sign', ['👍', 'x'], [{ text: '^.$', regex: true }], [0, 1]],
    ['empty lines', ['', 'x'], [{ text: '^$', regex: true }], [0]],
  ] as const)('finds %s', (_, lines, terms, expected) => {
    expect(hits(lines, ...terms)).toEqual(expected);
  });

  it('finds nothing across two lines', () => {
    expect(hits(['ab', 'cd'], { text: 'bc' })).toEqual([]);
  });

  it('is the same for ASCII and for all else', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', 'B', ' ', '_', '1') });
    const term = fc.record({
      text: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1'), minLength: 1, maxLength: 3 }),
      matchCase: fc.boolean(),
      wholeWord: fc.boolean(),
      negate: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line), term, (lines, wanted) => {
        // Another script in one line takes the whole chunk the other way.
        const both = [hits(lines, wanted), hits([...lines, '漢'], wanted).filter((index) => index < lines.length)];
        expect(both[1]).toEqual(both[0]);
      }),
    );
  });

  it('tells levels and seconds where they are asked for', () => {
    const found = createChunkScan({ terms: [], stream: null, levelsFrom: 1e15 - 1e6 })(chunkOf(['ERROR x', 'x']));
    expect([[...found.levels], [...found.seconds].map(Math.round)]).toEqual([
      [4, 6],
      [1, 1],
    ]);
  });

  it('refuses what is no expression', () => {
    expect(() => patternOf({ text: 'a)(b', regex: true })).toThrow(PatternError);
    expect(() => queryOf({ terms: [{ text: '[', regex: true }] })).toThrow(/character class/);
  });
});
