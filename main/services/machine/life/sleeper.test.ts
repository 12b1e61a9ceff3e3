import { afterEach, expect, test } from 'vitest';
import { createSleeper, type Sleeper, type SleeperOptions } from './sleeper';

const MINUTE = 20;
let sleeper: Sleeper | null = null;
afterEach(() => sleeper?.stop());

function begin(options: Partial<SleeperOptions>) {
  const seen = { slept: 0, asked: 0, awake: true };
  sleeper = createSleeper({
    afterMinutes: () => 2,
    canSleep: () => seen.awake,
    clients: () => 0,
    sleep: async () => {
      await Promise.resolve();
      seen.slept += 1;
      seen.awake = false;
    },
    log: () => undefined,
    minuteMs: MINUTE,
    ...options,
    runningContainers: async () => {
      seen.asked += 1;
      return (await options.runningContainers?.()) ?? 0;
    },
  });
  return seen;
}

test('after as long as was set, once', async () => {
  const begun = performance.now();
  const seen = begin({});
  await expect.poll(() => seen.slept, { interval: 1 }).toBe(1);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(2 * MINUTE);
  expect(seen.asked).toBe(1);
});

test('who uses it puts it off', async () => {
  const seen = begin({});
  const until = performance.now() + 6 * MINUTE;
  while (performance.now() < until) {
    sleeper?.used();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(seen.slept).toBe(0);
  await expect.poll(() => seen.slept, { interval: 1 }).toBe(1);
});

test('never with running containers, clients, or a setting of 0', async () => {
  let running = 1;
  const seen = begin({ runningContainers: () => Promise.resolve(running) });
  await expect.poll(() => seen.asked, { interval: 1 }).toBeGreaterThan(3);
  expect(seen.slept).toBe(0);
  running = 0;
  await expect.poll(() => seen.slept, { interval: 1 }).toBe(1);
  sleeper?.stop();
  let clients = 1;
  let looked = 0;
  const other = begin({ clients: () => ((looked += 1), clients) });
  await expect.poll(() => looked, { interval: 1 }).toBeGreaterThan(3);
  expect(other.slept).toBe(0);
  clients = 0;
  await expect.poll(() => other.slept, { interval: 1 }).toBe(1);
  sleeper?.stop();
  let minutes = 0;
  const never = begin({ afterMinutes: () => minutes });
  minutes = 1;
  expect(never.asked).toBe(0);
  sleeper?.reconsider();
  await expect.poll(() => never.slept, { interval: 1 }).toBe(1);
});

test('an engine that does not answer keeps it awake, and is asked again', async () => {
  let works = false;
  const answer = (): Promise<number> => (works ? Promise.resolve(0) : Promise.reject(new Error('no answer')));
  const seen = begin({ runningContainers: answer });
  await expect.poll(() => seen.asked, { interval: 1 }).toBeGreaterThan(1);
  expect(seen.slept).toBe(0);
  works = true;
  await expect.poll(() => seen.slept, { interval: 1 }).toBe(1);
});
