import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDaily } from './daily';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it is looked only while somebody sees Slipway, and wishes it', () => {
  const wish = { is: false, told: (): void => undefined };
  const check = vi.fn<() => void>();
  const daily = createDaily({
    isWished: () => wish.is,
    onWish: (listener) => {
      wish.told = listener;
      return () => undefined;
    },
    check,
  });
  const count = (ms: number): number => {
    check.mockClear();
    vi.advanceTimersByTime(ms);
    return check.mock.calls.length;
  };
  daily.setVisible(true);
  expect(count(3_600_000)).toBe(0);
  wish.is = true;
  wish.told();
  expect(check).toHaveBeenCalledOnce();
  expect(count(3_600_000)).toBe(4);
  daily.setVisible(false);
  expect(count(24 * 3_600_000)).toBe(0);
  daily.setVisible(true);
  expect(check).toHaveBeenCalledOnce();
  daily.close();
  expect(count(3_600_000)).toBe(0);
});
