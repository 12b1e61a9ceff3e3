import { expect, test } from 'vitest';
import { createPhases } from './phases';

test('one after another, with true times; only what an eye can tell apart is told', () => {
  let now = 1000;
  let told = 0;
  const phases = createPhases(
    () => (told += 1),
    () => now,
  );
  phases.begin('Building the image');
  phases.begin('Building the image');
  phases.fraction(0.5);
  phases.fraction(0.501);
  now = 3000;
  phases.begin('Starting');
  phases.fraction(7);
  now = 3500;
  phases.end();
  phases.end();
  phases.fraction(0.1);
  expect(phases.list()).toEqual([
    { name: 'Building the image', startedAt: 1000, endedAt: 3000, fraction: 0.5 },
    { name: 'Starting', startedAt: 3000, endedAt: 3500, fraction: 1 },
  ]);
  expect(told).toBe(5);
  phases.clear();
  phases.clear();
  expect([phases.list(), told]).toEqual([[], 6]);
});
