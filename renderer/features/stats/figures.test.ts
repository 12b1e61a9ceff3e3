import { describe, expect, test } from 'vitest';
import { bothWays, memoryWords, percentWords, rateWords, sumOf, UNKNOWN } from './figures';
import { sparklinePath } from './sparkline-path';

test('figures are short, and what is not known is no zero', () => {
  expect([0, 0.04, 9.94, 9.96, 123.4].map(percentWords)).toEqual(['0.0 %', '0.0 %', '9.9 %', '10 %', '123 %']);
  expect([0, 22_241_280, 1_610_612_736].map(memoryWords)).toEqual(['0 B', '21.2 MiB', '1.5 GiB']);
  expect([0, 1234, 5_600_000].map(rateWords)).toEqual(['0 B/s', '1.23 kB/s', '5.6 MB/s']);
  expect([percentWords(null), memoryWords(null), rateWords(null)]).toEqual([UNKNOWN, UNKNOWN, UNKNOWN]);
});

test('sums are of what is known', () => {
  expect(sumOf([undefined], 'cpu')).toBeNull();
  expect([bothWays(null, null), bothWays(1, null), bothWays(1, 2)]).toEqual([null, 1, 3]);
});

describe('a small chart', () => {
  const box = { width: 120, height: 10, least: 10 };

  test('has the newest at the right edge, and its top where the highest is', () => {
    expect(
      sparklinePath(
        [
          { at: 110_000, value: 0 },
          { at: 120_000, value: 10 },
        ],
        box,
      ),
    ).toBe('M110.0 10.0L120.0 0.0');
    expect(sparklinePath([{ at: 120_000, value: 20 }], box)).toBe('M120.0 0.0');
  });

  test('is broken where nothing was sampled or known, and leaves out what is old', () => {
    const points = [
      { at: 0, value: 5 },
      { at: 200_000, value: 0 },
      { at: 202_000, value: null },
      { at: 204_000, value: 0 },
      { at: 230_000, value: 0 },
    ];
    expect(sparklinePath(points, box)).toBe('M90.0 10.0M94.0 10.0M120.0 10.0');
  });

  test('of nothing is nothing', () => expect(sparklinePath([], box)).toBe(''));
});
