import { expect, test } from 'vitest';
import { backoffDelay } from './backoff';

test('doubles up to the cap', () => {
  const longest = (attempt: number) => backoffDelay(attempt, 1_000, () => 1);
  expect([0, 1, 2, 3, 4, 5, 50, 5_000].map(longest)).toEqual([50, 100, 200, 400, 800, 1_000, 1_000, 1_000]);
});

test('jitters over the whole step', () => {
  expect(backoffDelay(3, 1_000, () => 0)).toBe(0);
  expect(backoffDelay(3, 1_000, () => 0.5)).toBe(200);
});
