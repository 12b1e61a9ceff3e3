// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { type Action, defineActions } from '../../lib/actions/define';
import { conflictsOf, given, reset, without } from './binding-changes';
import { refusalOf } from './reserved';

const { save, find } = defineActions(
  { id: 'one', title: 'One', reach: 'view' },
  { save: { title: 'Save', keys: 'mod+s' }, find: { title: 'Find', keys: ['mod+f', 'F3'] } },
);
const { other } = defineActions(
  { id: 'two', title: 'Two', reach: 'view' },
  { other: { title: 'Other', keys: 'mod+s' } },
);
const { everywhere, moving } = defineActions(
  { id: 'app', title: 'App', reach: 'everywhere' },
  { everywhere: { title: 'Everywhere', keys: 'shift+alt+F' }, moving: { title: 'Moving', keys: 'F9', fixed: true } },
);
const all: readonly Action[] = [save, find, other, everywhere, moving];

test('only what can be met in one place is in the way', () => {
  const titles = (keys: string, action: Action): readonly string[] =>
    conflictsOf(keys, action, { all, bindings: {} }).map(({ title }) => title);
  expect(titles('mod+s', find)).toEqual(['Save']);
  expect(titles('mod+s', everywhere)).toEqual(['Save', 'Other']);
  expect(titles('alt+shift+f', other)).toEqual(['Everywhere']);
  expect(titles('F4', other)).toEqual([]);
});

test('taken from one, given to the other, and its own again', () => {
  const taken = given({}, find, 'mod+s', [save]);
  expect(taken).toEqual({ 'one.save': [], 'one.find': ['mod+f', 'F3', 'mod+s'] });
  expect(without(taken, find, 'mod+s')).toEqual({ 'one.save': [] });
  expect(reset(taken, save)).toEqual({ 'one.find': ['mod+f', 'F3', 'mod+s'] });
  expect(given({}, everywhere, 'F9', [moving])).toEqual({ 'app.everywhere': ['shift+alt+F', 'F9'] });
});

test('five keys at most, the newest stay', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'g'];
  const bindings = keys.reduce((before, key) => given(before, save, key, []), {});
  expect(bindings).toEqual({ 'one.save': ['b', 'c', 'd', 'e', 'g'] });
});

test('keys that cannot be had are refused, each with its reason', () => {
  expect(refusalOf('Tab', true)).toMatch(/moves through/);
  expect(refusalOf('mod+v', true)).toMatch(/copy, paste/);
  expect(refusalOf('mod+t', false)).toMatch(/browser/);
  expect(refusalOf('mod+t', true)).toBeNull();
  expect(refusalOf('mod+w', true)).toMatch(/menu/);
  expect(refusalOf('alt+F4', true)).toMatch(/system/);
});
