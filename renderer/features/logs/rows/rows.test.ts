import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { logRow } from '../testing/rows';
import { createRowCache } from './row-cache';
import { type RowsAnswer, createRowLoader } from './row-loader';

const rows = (from: number, count: number) => Array.from({ length: count }, (_, at) => logRow({ line: from + at }));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the cache is bounded, gives up what was used longest ago, and tells what is missing', () => {
  const cache = createRowCache();
  for (let from = 0; from < 1_000_000; from += 500) cache.put(from, rows(from, 500));
  expect(cache.size()).toBeLessThanOrEqual(3_000);
  expect(cache.get(0)).toBeUndefined();
  expect(cache.get(999_999)?.line).toBe(999_999);
  expect(cache.missing(999_900, 1_000_000)).toBeNull();
  expect(cache.missing(999_900, 1_000_020)).toEqual({ from: 1_000_000, to: 1_000_020 });
  cache.put(1_000_005, rows(1_000_005, 3));
  expect(cache.missing(999_900, 1_000_020)).toEqual({ from: 1_000_000, to: 1_000_020 });
});

function setUp() {
  const cache = createRowCache();
  const asked: { from: number; count: number; signal: AbortSignal; answer: (answer: RowsAnswer) => void }[] = [];
  const loader = createRowLoader({
    ask: (from, count, signal) => new Promise((answer) => asked.push({ from, count, signal, answer })),
    missing: cache.missing,
    take: ({ epoch, from, rows: brought }) => {
      if (epoch !== 1) return false;
      cache.put(from, brought);
      return true;
    },
  });
  return { cache, asked, loader };
}

test('one request at a time, for what is missing; what one scrolled past is given up', async () => {
  const { cache, asked, loader } = setUp();
  loader.want(0, 60);
  loader.want(10, 80);
  expect(asked).toHaveLength(1);
  loader.want(90_000, 90_060);
  await vi.advanceTimersByTimeAsync(50);
  expect(asked.map(({ from, signal }) => [from, signal.aborted])).toEqual([
    [0, true],
    [90_000, false],
  ]);
  asked[1]?.answer({ epoch: 1, from: 90_000, rows: rows(90_000, 60) });
  await vi.advanceTimersByTimeAsync(50);
  expect(cache.get(90_059)?.line).toBe(90_059);
  loader.want(90_030, 90_090);
  expect(asked[2]).toMatchObject({ from: 90_060, count: 30 });
});

test('a drag over the whole log asks a few times a second, not at every pixel', async () => {
  const { asked, loader } = setUp();
  for (let from = 0; from < 600_000; from += 1_000) {
    loader.want(from, from + 100);
    await vi.advanceTimersByTimeAsync(2);
  }
  expect(asked.length).toBeLessThan(40);
});

test('an answer of another epoch, or an empty one, does not make a storm', async () => {
  const { asked, loader } = setUp();
  loader.want(0, 60);
  for (let second = 0; second < 5; second++) {
    asked.at(-1)?.answer({ epoch: second === 0 ? 7 : 1, from: 0, rows: [] });
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(asked.length).toBeLessThanOrEqual(6);
  loader.stop();
  expect(asked.at(-1)?.signal.aborted).toBe(true);
});
