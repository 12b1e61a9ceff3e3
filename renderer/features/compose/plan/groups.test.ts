import { expect, test } from 'vitest';
import type { PlanEntry } from '../../../../main/contract/compose-files';
import { groupsOf, summaryOf } from './groups';

const entry = (name: string, action: PlanEntry['action'], first: PlanEntry['first'] = 'none'): PlanEntry => ({
  ...{ kind: 'service', name, action, first, reasons: [], containers: [] },
});

test('groups come in the order in which they matter, each entry once', () => {
  const entries = [entry('a', 'leave'), entry('b', 'create'), entry('c', 'recreate'), entry('d', 'leave')];
  expect(groupsOf(entries).map(({ action, entries: all }) => [action, all.map(({ name }) => name)])).toEqual([
    ['recreate', ['c']],
    ['create', ['b']],
    ['leave', ['a', 'd']],
  ]);
});

test('the summary counts, and says what comes first', () => {
  expect(summaryOf([entry('a', 'create', 'build'), entry('b', 'create', 'pull'), entry('c', 'recreate', 'pull')])).toBe(
    '1 to recreate, 2 to create. Before that 1 image to build and 2 images to pull.',
  );
});

test('nothing to do is said only where there is nothing', () => {
  expect(summaryOf([entry('a', 'leave'), entry('b', 'orphan')])).toBe('Nothing to do: 1 orphaned, 1 left as they are.');
  expect(summaryOf([entry('a', 'leave'), entry('b', 'start')])).not.toContain('Nothing');
  expect(summaryOf([])).not.toContain('Nothing to do');
});
