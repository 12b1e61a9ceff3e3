// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { hasModKey, hasOtherModKey, keyLabel } from './platform';

test('the command key is the system’s own', () => {
  const ctrl = { ctrlKey: true, metaKey: false };
  expect([hasModKey(ctrl, false), hasModKey(ctrl, true)]).toEqual([true, false]);
  expect([hasOtherModKey(ctrl, false), hasOtherModKey(ctrl, true)]).toEqual([false, true]);
});

test.each([
  ['mod+shift+c', 'Ctrl+Shift+C', '⌘⇧C'],
  ['Delete', 'Delete', 'Delete'],
  ['shift+ArrowUp', 'Shift+↑', '⇧↑'],
  ['?', '?', '?'],
])('%s is written %s, on a Mac %s', (keys, words, signs) => {
  expect(keyLabel(keys, false)).toBe(words);
  expect(keyLabel(keys, true)).toBe(signs);
});
