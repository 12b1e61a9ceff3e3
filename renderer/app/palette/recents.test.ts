// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { noteRecent, recents } from './recents';

const KEY = 'slipway.palette';
beforeEach(() => localStorage.clear());

test('the latest is first, each is there once, and they are not too many', () => {
  for (let number = 0; number < 50; number++) noteRecent(`action:${String(number)}`);
  noteRecent('action:45');
  expect(recents().slice(0, 3)).toEqual(['action:45', 'action:49', 'action:48']);
  expect(recents()).toHaveLength(30);
  expect(new Set(recents()).size).toBe(30);
});

test.each([
  ['cut short', '["a'],
  ['no list', '{"length":1e9}'],
  ['nothing', 'null'],
  ['a number', 'NaN'],
])('what was kept is %s: it begins anew', (_what, kept) => {
  localStorage.setItem(KEY, kept);
  expect(recents()).toEqual([]);
  noteRecent('a');
  expect(recents()).toEqual(['a']);
});

test('what is no id is left out', () => {
  localStorage.setItem(KEY, JSON.stringify(['a', 1, null, { toString: 'x' }, ['b'], 'c']));
  expect(recents()).toEqual(['a', 'c']);
});
