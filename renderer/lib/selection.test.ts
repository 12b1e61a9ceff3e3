import { expect, test } from 'vitest';
import { NOTHING_SELECTED, type Selection, type SelectionStep, select } from './selection';

const ORDER = ['a', 'b', 'c', 'd', 'e'];
const after = (...steps: SelectionStep[]): Selection => steps.reduce(select, NOTHING_SELECTED);
const ids = (selection: Selection): string[] => [...selection.ids].sort();

test('toggling one puts it in and takes it out', () => {
  expect(ids(after({ type: 'toggle', id: 'a' }, { type: 'toggle', id: 'b' }, { type: 'toggle', id: 'a' }))).toEqual([
    'b',
  ]);
});

test('a range runs from the last toggled one, either way, and can be moved', () => {
  const range = (id: string): SelectionStep => ({ type: 'range', id, order: ORDER });
  expect(ids(after({ type: 'toggle', id: 'd' }, range('b')))).toEqual(['b', 'c', 'd']);
  expect(ids(after({ type: 'toggle', id: 'b' }, range('c'), range('e')))).toEqual(['b', 'c', 'd', 'e']);
  expect(ids(after(range('c')))).toEqual(['c']);
  expect(ids(after({ type: 'toggle', id: 'vanished' }, range('c')))).toEqual(['c', 'vanished']);
});

test('many: all unless all are, then none of them', () => {
  const both: SelectionStep = { type: 'toggle-many', ids: ['a', 'b'] };
  expect(ids(after({ type: 'toggle', id: 'a' }, both))).toEqual(['a', 'b']);
  expect(ids(after({ type: 'toggle', id: 'c' }, both, both))).toEqual(['c']);
});

test('all replaces, clear empties', () => {
  expect(ids(after({ type: 'toggle', id: 'x' }, { type: 'all', ids: ORDER }))).toEqual(ORDER);
  expect(ids(after({ type: 'all', ids: ORDER }, { type: 'clear' }))).toEqual([]);
});

test('what vanished leaves; when nothing did it is the same object', () => {
  const all = after({ type: 'all', ids: ORDER });
  expect(ids(select(all, { type: 'prune', exists: (id) => id !== 'c' }))).toEqual(['a', 'b', 'd', 'e']);
  expect(select(all, { type: 'prune', exists: () => true })).toBe(all);
});
