import { expect, test } from 'vitest';
import { createSlowDown } from './slow-down';

const harness = () => {
  const clock = { now: 0 };
  const waits: number[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const slowDown = createSlowDown(
    () => clock.now,
    (ms) => {
      waits.push(ms);
      return gate;
    },
  );
  return { clock, waits, slowDown, release };
};

test('the first few failures cost nothing, those after it more and more', async () => {
  const { slowDown, waits, release } = harness();
  const failures = Array.from({ length: 11 }, () => slowDown());
  expect(await Promise.all(failures.slice(0, 5))).toEqual(Array(5).fill(true));
  expect(waits).toEqual([200, 400, 800, 1600, 3000, 3000]);
  release();
  expect(await Promise.all(failures)).toEqual(Array(11).fill(true));
});

test('a crowd is turned away', async () => {
  const { slowDown, waits, release } = harness();
  const failures = Array.from({ length: 20 }, () => slowDown());
  expect(waits).toHaveLength(8);
  expect(await failures[19]).toBe(false);
  release();
  expect((await Promise.all(failures)).filter((isTaken) => !isTaken)).toHaveLength(7);
});

test('a quiet minute forgives', async () => {
  const { slowDown, clock, waits } = harness();
  for (let failure = 0; failure < 5; failure += 1) await slowDown();
  clock.now = 60_001;
  expect(await slowDown()).toBe(true);
  expect(waits).toEqual([]);
});
