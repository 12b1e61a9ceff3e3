// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ContainersStore, createContainersStore } from '../containers-store';
import { containerRow } from '../testing/rows';
import { parseFilter } from './filter';
import { type ListStore, type ShownAs, createListStore } from './list-store';

const SHOWN: ShownAs = {
  sortBy: 'name',
  descending: false,
  filter: [],
  grouped: true,
  collapsed: new Set(),
  measureOf: null,
};
const FRAME_MS = 20;

let containers: ContainersStore;
let list: ListStore;
let updates: number;
let unfollow: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  containers = createContainersStore();
  list = createListStore(containers);
  list.showAs(SHOWN);
  unfollow = list.follow();
  updates = 0;
  list.subscribe(() => (updates += 1));
});

afterEach(() => {
  unfollow();
  containers.stop();
  vi.useRealTimers();
});

const put = (name: string, project: string | null = null): void => {
  containers.change({ type: 'upsert', rows: [containerRow({ id: name, name, project })] });
  vi.advanceTimersByTime(FRAME_MS);
};
const keys = (): string[] => list.getState().lines.map(({ key }) => key);

test('a lone change shows with its batch', () => {
  put('b');
  put('a');
  expect(keys()).toEqual(['a', 'b']);
  containers.change({ type: 'remove', ids: ['a'] });
  vi.advanceTimersByTime(FRAME_MS);
  expect(keys()).toEqual(['b']);
});

test('a storm is shown four times a second, and its end is not lost', () => {
  for (let n = 0; n < 500; n += 1) put(`box-${n}`);
  const seconds = (500 * FRAME_MS) / 1000;
  expect(updates).toBeLessThanOrEqual(6 + 4 * seconds + 1);
  vi.advanceTimersByTime(250);
  expect(list.getState().ids).toHaveLength(500);
});

test('a change of state alone moves nothing', () => {
  put('a');
  updates = 0;
  containers.change({ type: 'upsert', rows: [containerRow({ id: 'a', name: 'a', pending: 'stop' })] });
  vi.advanceTimersByTime(FRAME_MS);
  expect(updates).toBe(0);
});

test('filter, groups and order show at once', () => {
  put('web', 'shop');
  put('alone');
  list.showAs({ ...SHOWN, collapsed: new Set(['shop']) });
  expect(keys()).toEqual(['alone', 'project:shop']);
  expect(list.getState().ids).toEqual(['alone', 'web']);
  list.showAs({ ...SHOWN, filter: parseFilter('web') });
  expect(keys()).toEqual(['project:shop', 'web']);
  list.showAs({ ...SHOWN, grouped: false, descending: true });
  expect(keys()).toEqual(['web', 'alone']);
});

test('what changed while not followed is caught up with', () => {
  put('a');
  unfollow();
  put('b');
  expect(keys()).toEqual(['a']);
  unfollow = list.follow();
  expect(keys()).toEqual(['a', 'b']);
});
