import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFeed } from './feed';
import type { EngineClient, FeedListener } from './types';

const refuse = () => Promise.reject(new Error('not asked'));
const client: EngineClient = { json: refuse, text: refuse, stream: refuse, hijack: refuse };
const event = { type: 'container', action: 'start', id: 'a', attributes: {}, timeMs: 0 };

function recorder(): FeedListener & { readonly seen: string[]; readonly epochs: AbortSignal[] } {
  const seen: string[] = [];
  const epochs: AbortSignal[] = [];
  return {
    seen,
    epochs,
    connected: (_client, epoch) => {
      seen.push('connected');
      epochs.push(epoch);
    },
    event: ({ action }) => void seen.push(action),
    disconnected: () => void seen.push('disconnected'),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('connected, events, disconnected; the epoch ends before the last', () => {
  const feed = createFeed(() => undefined);
  const one = recorder();
  feed.subscribe(one);
  feed.up(client);
  feed.event(event);
  feed.down();
  feed.down();
  expect(one.seen).toEqual(['connected', 'start', 'disconnected']);
  expect(one.epochs.map(({ aborted }) => aborted)).toEqual([true]);
});

test('who comes late is connected at once; who left hears nothing', () => {
  const feed = createFeed(() => undefined);
  feed.up(client);
  const late = recorder();
  const leave = feed.subscribe(late);
  leave();
  feed.event(event);
  expect(late.seen).toEqual(['connected']);
});

test('gaps are healed at once, but at most once a second', () => {
  const feed = createFeed(() => undefined);
  const one = recorder();
  feed.subscribe(one);
  feed.up(client);
  for (let gap = 0; gap < 100; gap += 1) feed.resync();
  expect(one.seen).toEqual(['connected', 'connected']);
  vi.advanceTimersByTime(999);
  expect(one.seen).toHaveLength(2);
  vi.advanceTimersByTime(2);
  expect(one.seen).toHaveLength(3);
  expect(one.epochs.map(({ aborted }) => aborted)).toEqual([true, true, false]);
});

test('no resync after the end', () => {
  const feed = createFeed(() => undefined);
  const one = recorder();
  feed.subscribe(one);
  feed.up(client);
  feed.resync();
  feed.resync();
  feed.down();
  vi.advanceTimersByTime(5_000);
  expect(one.seen).toEqual(['connected', 'connected', 'disconnected']);
});

test('a listener that throws harms nobody else', () => {
  const faults: unknown[] = [];
  const feed = createFeed((error) => faults.push(error));
  const broken = () => {
    throw new Error('bug');
  };
  feed.subscribe({ connected: broken, event: broken, disconnected: broken });
  const one = recorder();
  feed.subscribe(one);
  feed.up(client);
  feed.event(event);
  feed.down();
  expect(one.seen).toEqual(['connected', 'start', 'disconnected']);
  expect(faults).toHaveLength(3);
});
