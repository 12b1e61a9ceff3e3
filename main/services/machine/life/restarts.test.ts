import { expect, test } from 'vitest';
import { createRestarts } from './restarts';

test('at once, later, later still, and then no more', () => {
  let now = 0;
  const restarts = createRestarts(() => now);
  expect([restarts.next(), restarts.next(), restarts.next(), restarts.next(), restarts.next()]).toEqual([
    ...[0, 5_000, 20_000],
    ...[null, null],
  ]);
  restarts.forget();
  expect(restarts.next()).toBe(0);
  now = 11 * 60_000;
  expect(restarts.next()).toBe(0);
  now += 60_000;
  expect(restarts.next()).toBe(5_000);
});
