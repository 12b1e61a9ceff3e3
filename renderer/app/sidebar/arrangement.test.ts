// @vitest-environment jsdom
import { IconBox } from '@tabler/icons-react';
import { expect, test } from 'vitest';
import { arranged, choicesOf, moved } from './arrangement';

const views = ['/a', '/b', '/c'].map((path) => ({ path, title: path, key: '', icon: IconBox }));

test('views the user placed come first; new ones follow, old ones are left out', () => {
  const choices = [
    { path: '/c', hidden: true },
    { path: '/gone', hidden: false },
    { path: '/c', hidden: false },
  ];
  const all = arranged(choices, views);
  expect(choicesOf(all)).toEqual([
    { path: '/c', hidden: true },
    { path: '/a', hidden: false },
    { path: '/b', hidden: false },
  ]);
});

test('one is moved, the others make room; beyond the ends nothing moves', () => {
  const all = ['a', 'b', 'c'];
  expect(moved(all, 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(all, 2, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(all, 0, -1)).toBe(all);
  expect(moved(all, 2, 3)).toBe(all);
});
