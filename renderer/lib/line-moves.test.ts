import { expect, test } from 'vitest';
import { movedIndex } from './line-moves';

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 0, 0],
  ['ArrowUp', 5, 4],
  ['PageDown', 2, 6],
  ['PageDown', 8, 9],
  ['PageUp', 2, 0],
  ['Home', 7, 0],
  ['End', 0, 9],
  ['x', 0, null],
])('%s from %i leads to %s', (key, from, to) => {
  expect(movedIndex(key, from, { count: 10, page: 4 })).toBe(to);
});
