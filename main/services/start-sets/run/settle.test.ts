import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFeed } from '../../engine/feed';
import { type EngineClient, EngineError } from '../../engine/types';
import type { Seen } from './look';
import { settle, type Settling } from './settle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refuse = () => Promise.reject(new Error('not asked'));
const client: EngineClient = { json: refuse, text: refuse, stream: refuse, hijack: refuse };
const event = (action: string) => ({ type: 'container', action, id: 'a', attributes: {}, timeMs: 0 });

/** What is waited for, with hands on the engine. */
function begin(then: Settling['then'], signal = new AbortController().signal) {
  const feed = createFeed((error) => {
    throw error;
  });
  const now: { seen: Partial<Seen>; error: Error | null; looks: number } = { seen: {}, error: null, looks: 0 };
  const told: string[] = [];
  const a: Seen = { id: 'a', name: 'a', state: 'running', health: '', exitCode: 0, finishedAt: '', words: '' };
  const look = async (): Promise<readonly Seen[]> => {
    now.looks += 1;
    if (now.error !== null) throw now.error;
    return [{ ...a, ...now.seen }];
  };
  feed.up(client);
  const parts = { engine: feed, look, before: new Map(), then };
  const run = (): ReturnType<typeof settle> => settle({ ...parts, tell: (words) => void told.push(words) }, signal);
  return { feed, now, told, run };
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

test('a pause lasts as long as it says, unless the member ends', async () => {
  const { feed, now, told, run } = begin({ wait: 'pause', seconds: 10 });
  const over = vi.fn();
  const first = run().finally(over);
  await pass(9900);
  expect(over).not.toHaveBeenCalled();
  await pass(200);
  expect(await first).toEqual({ is: 'ready', words: '' });
  expect(told[0]).toBe('Pause of 10 s');
  const second = run();
  await pass(1000);
  now.seen = { state: 'exited', exitCode: 4 };
  feed.event(event('die'));
  expect(await second).toEqual({ is: 'failed', words: 'a ended with exit code 4' });
});

test('it looks when an event says so, and not by the clock or for what checks do', async () => {
  const { feed, now, run } = begin({ wait: 'healthy', seconds: 60 });
  now.seen = { health: 'starting' };
  const waiting = run();
  await pass(1000);
  const looks = now.looks;
  feed.event(event('exec_start: curl'));
  await pass(20_000);
  expect(now.looks).toBe(looks);
  now.seen = { health: 'healthy' };
  feed.event(event('health_status: healthy'));
  expect(await waiting).toEqual({ is: 'ready', words: '' });
});

test('what does not become healthy in time has failed, with what was last seen', async () => {
  const { now, run } = begin({ wait: 'healthy', seconds: 5 });
  now.seen = { health: 'unhealthy', words: 'no answer' };
  const waiting = run();
  await pass(5100);
  expect(await waiting).toEqual({ is: 'failed', words: 'Not within 5 s: a is unhealthy: no answer' });
});

test('an engine that goes away is waited for as well, and is no success', async () => {
  const { feed, now, told, run } = begin({ wait: 'pause', seconds: 5 });
  now.error = new EngineError('unreachable', 'it broke');
  const lost = run();
  await pass(5100);
  expect(await lost).toMatchObject({ is: 'failed', words: 'Not within 5 s: The engine cannot be asked: it broke' });
  expect(told.at(-1)).toBe('The engine cannot be asked: it broke');
  const found = run();
  await pass(500);
  now.error = null;
  feed.up(client);
  await pass(5000);
  expect(await found).toEqual({ is: 'ready', words: '' });
});

test('ended early it is still waiting', async () => {
  const end = new AbortController();
  const { now, run } = begin({ wait: 'healthy', seconds: 60 }, end.signal);
  now.seen = { health: 'starting' };
  const waiting = run();
  await pass(500);
  end.abort();
  expect(await waiting).toMatchObject({ is: 'waiting' });
});
