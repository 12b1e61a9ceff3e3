// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ContainersStore, createContainersStore } from './containers-store';
import { containerRow } from './testing/rows';

let hidden = false;
let store: ContainersStore;
let updates = 0;

beforeEach(() => {
  hidden = false;
  updates = 0;
  vi.useFakeTimers();
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
  store = createContainersStore();
  store.subscribe(() => (updates += 1));
});

afterEach(() => {
  store.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const upsert = (...names: string[]): void =>
  store.change({ type: 'upsert', rows: names.map((name) => containerRow({ id: name, name })) });

describe('batches', () => {
  test('many changes within a frame are one update, with the last word on each row', () => {
    upsert('a', 'b');
    store.change({ type: 'upsert', rows: [containerRow({ id: 'a', name: 'renamed' })] });
    store.change({ type: 'remove', ids: ['b'] });
    store.change({ type: 'synced' });
    expect(updates).toBe(0);
    vi.advanceTimersByTime(20);
    expect(updates).toBe(1);
    const { rows, synced, touched } = store.getState();
    expect([...rows.keys()]).toEqual(['a']);
    expect(rows.get('a')?.name).toBe('renamed');
    expect(synced).toBe(true);
    expect(touched).toEqual(new Set(['a', 'b']));
  });

  test('without a frame they show after 50 ms', () => {
    vi.stubGlobal('requestAnimationFrame', () => 0);
    upsert('a');
    vi.advanceTimersByTime(49);
    expect(updates).toBe(0);
    vi.advanceTimersByTime(1);
    expect(updates).toBe(1);
    vi.unstubAllGlobals();
  });

  test('while hidden nothing is shown; then all at once', () => {
    hidden = true;
    for (let n = 0; n < 100; n += 1) upsert('a', `b${n}`);
    vi.advanceTimersByTime(60_000);
    expect(updates).toBe(0);
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(updates).toBe(1);
    expect(store.getState().rows.size).toBe(101);
  });

  test('hidden with a frame asked for: it waits too', () => {
    upsert('a');
    hidden = true;
    document.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(60_000);
    expect(updates).toBe(0);
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(updates).toBe(1);
  });
});

test('reset forgets what came before it, not what comes after', () => {
  upsert('old');
  vi.advanceTimersByTime(20);
  upsert('lost');
  store.change({ type: 'reset' });
  upsert('new');
  vi.advanceTimersByTime(20);
  expect([...store.getState().rows.keys()]).toEqual(['new']);
  expect(store.getState()).toMatchObject({ synced: false, touched: null });
});

test('stale until synced again, with the rows kept', () => {
  upsert('a');
  store.change({ type: 'synced' });
  store.change({ type: 'stale' });
  vi.advanceTimersByTime(20);
  expect(store.getState()).toMatchObject({ stale: true, synced: true });
  expect(store.getState().rows.size).toBe(1);
  store.change({ type: 'synced' });
  vi.advanceTimersByTime(20);
  expect(store.getState().stale).toBe(false);
});

test('a row that did not change is the same object, and changes are counted', () => {
  upsert('a', 'b');
  vi.advanceTimersByTime(20);
  const before = store.getState().rows.get('b');
  upsert('a');
  vi.advanceTimersByTime(20);
  const { rows, changes } = store.getState();
  expect(rows.get('b')).toBe(before);
  expect([changes.get('a'), changes.get('b')]).toEqual([2, 1]);
});
