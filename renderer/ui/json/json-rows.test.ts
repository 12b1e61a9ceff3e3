import { describe, expect, test } from 'vitest';
import { MOST_MATCHES, findIn, jsonRows, piecesOf, rowOf } from './json-rows';

const line = (text: string, depth = 0) => ({ text, depth });
const LONG = 'x'.repeat(450);

describe('rows', () => {
  test('a long line shows its beginning, and whole it goes on in further rows', () => {
    const lines = [line('{'), line(LONG, 1), line('}')];
    expect(jsonRows(lines, new Set()).map(({ from, to, cut }) => [from, to, cut])).toEqual([
      [0, 1, false],
      [0, 200, true],
      [0, 1, false],
    ]);
    const whole = jsonRows(lines, new Set([1]));
    expect(whole.map((row) => row.line)).toEqual([0, 1, 1, 1, 2]);
    expect(whole.slice(1, 4).map(({ from, to }) => LONG.slice(from, to))).toEqual([
      LONG.slice(0, 200),
      LONG.slice(200, 400),
      LONG.slice(400),
    ]);
  });
});

describe('search', () => {
  const lines = [line('"Web": "a web"'), line('none'), line(`${LONG}WEB`)];

  test('finds all, whatever the case, in the part not shown too', () => {
    expect(findIn(lines, 'web')).toEqual([
      { line: 0, from: 1 },
      { line: 0, from: 10 },
      { line: 2, from: 450 },
    ]);
    expect(findIn(lines, '')).toEqual([]);
  });

  test('is bounded', () => {
    expect(findIn([line('a'.repeat(MOST_MATCHES * 2))], 'a')).toHaveLength(MOST_MATCHES);
  });

  test('a match is in a row, or in none while its line is cut', () => {
    const [, , far] = findIn(lines, 'web');
    if (far === undefined) throw new Error('not found');
    expect(rowOf(jsonRows(lines, new Set()), far)).toBe(-1);
    expect(rowOf(jsonRows(lines, new Set([2])), far)).toBe(4);
  });

  test('marks are cut out of the text, over the ends of rows too', () => {
    const matches = findIn([line(`ab${'x'.repeat(196)}WEBB`)], 'webb');
    const rows = jsonRows([line(`ab${'x'.repeat(196)}WEBB-`)], new Set([0]));
    const found = { matches, length: 4, current: matches[0] };
    const [first, second] = rows.map((row) => piecesOf(`ab${'x'.repeat(196)}WEBB-`, row, found));
    expect(first?.at(-1)).toEqual({ text: 'WE', found: true, current: true });
    expect(second).toEqual([
      { text: 'BB', found: true, current: true },
      { text: '-', found: false, current: false },
    ]);
  });
});
