import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutColours } from '../../../lib/ansi/ansi';
import { patternOf, rangesOf } from './pattern';
import { type MarkedRange, piecesOf } from './pieces';

const ESC = '\u001b';

test('marks lie over colours; the later mark is seen', () => {
  const marks: MarkedRange[] = [
    { from: 2, to: 6, mark: 'yellow' },
    { from: 4, to: 8, mark: 'find' },
  ];
  const pieces = piecesOf(`ab${ESC}[31mcdef${ESC}[0mghij`, marks);
  expect(pieces.map(({ text, mark, style }) => [text, mark, style?.fg ?? null])).toEqual([
    ['ab', null, null],
    ['cd', 'yellow', 1],
    ['ef', 'find', 1],
    ['gh', 'find', null],
    ['ij', null, null],
  ]);
});

test('nothing of the text is lost, and what is marked is what was found', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'é', '漢', '🏗', `${ESC}[31m`, `${ESC}[0m`), { maxLength: 60 });
  fc.assert(
    fc.property(text, fc.constantFrom('a', 'ab', 'é', '漢b'), (parts, wanted) => {
      const line = parts.join('');
      const plain = withoutColours(line);
      const marks = rangesOf(patternOf({ text: wanted }), plain).map((range) => ({ ...range, mark: 'find' as const }));
      const pieces = piecesOf(line, marks);
      expect(pieces.map((piece) => piece.text).join('')).toBe(plain);
      const found = pieces.filter(({ mark }) => mark !== null).map((piece) => piece.text);
      expect(found.join('')).toBe(wanted.repeat(plain.split(wanted).length - 1));
    }),
  );
});

test('case, whole words, and signs that mean something in a regular expression', () => {
  const found = (term: Parameters<typeof patternOf>[0], text: string): string[] =>
    rangesOf(patternOf(term), text).map(({ from, to }) => text.slice(from, to));
  expect(found({ text: 'Err' }, 'err ERR Error')).toEqual(['err', 'ERR', 'Err']);
  expect(found({ text: 'Err', matchCase: true }, 'err ERR Error')).toEqual(['Err']);
  expect(found({ text: 'err', wholeWord: true }, 'err ERR Error über_err')).toEqual(['err', 'ERR']);
  expect(found({ text: '[a-z].*' }, 'x[a-z].* abc')).toEqual(['[a-z].*']);
  expect(found({ text: '\\d+|x', regex: true, wholeWord: true }, '12 x3 x 4')).toEqual(['12', 'x', '4']);
  expect(() => patternOf({ text: '(', regex: true })).toThrow(SyntaxError);
});
