import { expect, test } from 'vitest';
import { createCrashGuard } from './crash-guard';

test('three times within a minute, then no more until the first is a minute old', () => {
  let now = 0;
  const mayReload = createCrashGuard(() => now);
  const at = (ms: number): boolean => {
    now = ms;
    return mayReload();
  };
  expect([at(0), at(10_000), at(20_000)]).toEqual([true, true, true]);
  expect([at(20_001), at(59_999)]).toEqual([false, false]);
  expect([at(60_000), at(60_001)]).toEqual([true, false]);
});
