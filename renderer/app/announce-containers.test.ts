// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { announceContainers } from './announce-containers';

const page = vi.hoisted(() => ({ said: [] as string[] }));
vi.mock('../ui/announcer-store', () => ({ announce: (words: string) => page.said.push(words) }));

interface State {
  readonly rows: Map<string, { name: string; state: 'running' | 'exited' | 'created' | 'paused' }>;
  readonly touched: ReadonlySet<string> | null;
}
const store = createStore<State>(() => ({ rows: new Map(), touched: null }));
let stop = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  page.said.length = 0;
  store.setState({ rows: new Map(), touched: null });
  stop = announceContainers(store);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** In place, as the page's list changes. */
const put = (state: 'running' | 'exited' | 'created' | 'paused', ...ids: string[]): void => {
  const { rows } = store.getState();
  for (const id of ids) rows.set(id, { name: id, state });
  store.setState({ touched: new Set(ids) });
};

test('what starts and ends is told together; what is new is no news', () => {
  put('running', 'web', 'db');
  put('exited', 'job');
  vi.advanceTimersByTime(1000);
  expect(page.said).toEqual([]);
  put('exited', 'web');
  put('running', 'job');
  vi.advanceTimersByTime(1000);
  expect(page.said).toEqual(['job started, web ended']);
});

test('a storm is counted', () => {
  const ids = Array.from({ length: 500 }, (_, index) => `c${String(index)}`);
  put('running', ...ids);
  for (const id of ids) put('exited', id);
  vi.advanceTimersByTime(1000);
  expect(page.said).toEqual(['500 containers ended']);
});

test('neither another engine, nor a pause, nor what nobody saw is told', () => {
  put('running', 'web');
  store.setState({ rows: new Map([['web', { name: 'web', state: 'exited' as const }]]), touched: null });
  put('created', 'a');
  put('paused', 'b');
  put('running', 'b');
  vi.spyOn(document, 'hidden', 'get').mockReturnValueOnce(true);
  put('running', 'web');
  vi.advanceTimersByTime(1000);
  expect(page.said).toEqual([]);
});
