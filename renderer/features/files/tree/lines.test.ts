import { expect, test } from 'vitest';
import type { FileEntry } from '../../../../main/contract/files';
import { holderOf, linesOf, typedAhead } from './lines';
import { sorted } from './sorting';
import type { Folder } from './tree-store';

const entry = (name: string, kind: FileEntry['kind'] = 'file'): FileEntry => ({
  ...{ name, kind, size: 0, mode: 0, uid: 0, gid: 0, mtime: 0, target: null, mount: false, odd: false },
});
const folder = (...entries: FileEntry[]): Folder => ({
  ...{ entries: sorted(entries), reading: false, bytes: 0, seen: 0, error: null },
  end: { type: 'end', reason: 'complete', readAt: 0, strange: 0 },
});

const folders = new Map([
  ['/', folder(entry('a'), entry('Z', 'dir'), entry('b', 'dir'))],
  ['/b', folder(entry('c', 'dir'), entry('beta'))],
  ['/b/c', folder()],
]);
const state = { root: '/', folders, expanded: new Set(['/b', '/b/c', '/Z']) };
const lines = linesOf(state);

test('folders first, what is open below its folder, and a word where a folder is empty', () => {
  expect(lines.map(({ key, level }) => `${level} ${key}`)).toEqual([
    '1 /Z',
    '1 /b',
    '2 /b/c',
    '3 /b/c//',
    '2 /b/beta',
    '1 /a',
  ]);
});

test('a letter goes on to the next name, more letters stay where they fit', () => {
  expect(typedAhead('b', { lines, from: 1 })).toBe(4);
  expect(typedAhead('b', { lines, from: 4 })).toBe(1);
  expect(typedAhead('BE', { lines, from: 4 })).toBe(4);
  expect(typedAhead('q', { lines, from: 0 })).toBeNull();
});

test('what holds a line', () => {
  expect(holderOf(lines, 4)).toBe(1);
  expect(holderOf(lines, 3)).toBe(2);
  expect(holderOf(lines, 0)).toBeNull();
});

test('another first folder is a tree of its own', () => {
  expect(linesOf({ ...state, root: '/b' }).map(({ key }) => key)).toEqual(['/b/c', '/b/c//', '/b/beta']);
});
