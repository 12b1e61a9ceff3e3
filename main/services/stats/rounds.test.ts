import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../testing/dockerd.mjs';
import { type Round, type Rounds, type RoundsOptions, startRounds } from './rounds';
import type { Manner } from './take';

const PROMPT: Manner = { oneShot: true, waits: false, local: true };
const WAITING: Manner = { oneShot: true, waits: true, local: true };

let end: AbortController;
let asked: { readonly id: string; readonly at: number }[];
let inFlight: number;
let most: number;
const twice = new Set<string>();
let busy: Set<string>;
let rounds: Rounds | null;

beforeEach(() => {
  end = new AbortController();
  asked = [];
  inFlight = most = 0;
  busy = new Set();
  twice.clear();
  rounds = null;
});
afterEach(async () => {
  end.abort();
  await rounds?.over;
});

const askFor = (ms: number) => async (id: string) => {
  if (busy.has(id)) twice.add(id);
  busy.add(id);
  asked.push({ id, at: performance.now() });
  inFlight += 1;
  most = Math.max(most, inFlight);
  await delay(ms);
  inFlight -= 1;
  busy.delete(id);
};

const start = (given: Partial<RoundsOptions>): Round[] => {
  const told: Round[] = [];
  rounds = startRounds(
    {
      ...{ ids: () => [], periodMs: () => 200, manner: () => PROMPT, ask: askFor(1), urgent: () => false },
      onRound: (round) => told.push(round),
      ...given,
    },
    end.signal,
  );
  return told;
};
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `id-${index}`);

describe('a round', () => {
  it('is spread over its period', async () => {
    const told = start({ ids: () => ids(10), periodMs: () => 400 });
    await until(() => told.length >= 1, 2000, 'a round is over');
    const [first, last] = [asked[0]?.at ?? 0, asked[9]?.at ?? 0];
    expect(last - first).toBeGreaterThan(250);
    expect(last - first).toBeLessThan(420);
    expect(most).toBeLessThanOrEqual(2);
  });

  it('asks in groups where answers wait for the engine’s collector', async () => {
    const told = start({ ids: () => ids(40), periodMs: () => 2000, manner: () => WAITING, ask: askFor(200) });
    await until(() => told.length >= 1, 5000, 'a round is over');
    expect(most).toBe(20);
  });

  it('never overlaps the one before, nor asks for one container twice at a time', async () => {
    const told = start({ ids: () => ids(6), periodMs: () => 50, ask: askFor(60) });
    await until(() => told.length >= 3, 5000, 'three rounds are over');
    expect([...twice]).toEqual([]);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('asks at once for what somebody waits for', async () => {
    const told = start({
      ids: () => ids(8),
      periodMs: () => 2000,
      urgent: (id) => !asked.some((one) => one.id === id),
    });
    await until(() => told.length >= 1, 1000, 'all are asked for');
    expect(asked.length).toBe(8);
  });
});

describe('rounds', () => {
  it('become rarer while the engine is slow, and are as before when it no longer is', async () => {
    let ms = 60;
    const told = start({ ids: () => ids(10), periodMs: () => 100, ask: (id) => askFor(ms)(id) });
    await until(() => told.length >= 1, 3000, 'a slow round is over');
    expect(told[0]?.periodMs).toBeGreaterThan(500);
    ms = 1;
    await until(() => told.length >= 3, 5000, 'quick rounds are over');
    expect(told.at(-1)?.periodMs).toBe(100);
  });

  it('rest while there is nobody to ask for, and begin when woken', async () => {
    let wanted: string[] = [];
    start({ ids: () => wanted, periodMs: () => 20 });
    await delay(100);
    expect(asked).toEqual([]);
    wanted = ids(1);
    rounds?.wake();
    await until(() => asked.length > 0, 1000, 'it is asked for');
  });

  it('are as far apart as the period is now, and come at once when it got shorter', async () => {
    let periodMs = 60_000;
    const told = start({ ids: () => ids(4), periodMs: () => periodMs, spreadMs: 100 });
    await until(() => told.length >= 1, 2000, 'the first is over');
    expect(told[0]).toMatchObject({ count: 4, plannedMs: 60_000, periodMs: 60_000 });
    expect(told[0]?.tookMs).toBeLessThan(2000);
    rounds?.wake();
    await delay(300);
    expect(asked.length).toBe(4);
    periodMs = 200;
    rounds?.wake();
    await until(() => told.length >= 3, 2000, 'two more are over');
    expect(told.at(-1)).toMatchObject({ plannedMs: 200 });
  });

  it('do not come early for being woken', async () => {
    const told = start({ ids: () => ids(1), periodMs: () => 300 });
    await until(() => told.length >= 1, 1000, 'the first is over');
    const began = performance.now();
    const wakes = setInterval(() => rounds?.wake(), 10);
    await until(() => told.length >= 2, 2000, 'the second is over');
    clearInterval(wakes);
    expect(performance.now() - began).toBeGreaterThan(250);
  });
});
