import { expect, test } from 'vitest';
import { createRate } from './rate';

test('a steady stream has its rate after a second, and none before', () => {
  const rate = createRate();
  for (let at = 0; at <= 900; at += 100) rate.seen(at * 50, at);
  expect(rate.read(900)).toBeNull();
  for (let at = 1000; at <= 5000; at += 100) rate.seen(at * 50, at);
  expect(rate.read(5000)).toBeCloseTo(50_000);
});

test('a stall shows within seconds, though nothing is told', () => {
  const rate = createRate();
  for (let at = 0; at <= 5000; at += 100) rate.seen(at * 50, at);
  const after = [6000, 8000, 14_000].map((at) => rate.read(at) ?? 0);
  expect(after[0]).toBeLessThan(40_000);
  expect(after[2]).toBeLessThan(3_000);
});

test('what is begun anew is no negative rate', () => {
  const rate = createRate();
  for (let at = 0; at <= 2000; at += 100) rate.seen(at * 50, at);
  rate.seen(0, 2100);
  expect(rate.read(2100)).toBeGreaterThan(0);
});
