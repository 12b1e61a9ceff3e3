import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTimer } from './timer';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const HOUR = 3_600_000;

test('it rings once, at its moment, however far that is', () => {
  const due = vi.fn();
  const timer = createTimer(due, Date.now);
  timer.set(Date.now() + 100 * HOUR);
  vi.advanceTimersByTime(100 * HOUR - 1);
  expect(due).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(due).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100 * HOUR);
  expect(due).toHaveBeenCalledTimes(1);
});

test('the same moment can be set again once it has rung; none is none', () => {
  const due = vi.fn();
  const timer = createTimer(due, Date.now);
  const at = Date.now() + HOUR;
  timer.set(at);
  vi.advanceTimersByTime(HOUR);
  timer.set(at);
  vi.advanceTimersByTime(1000);
  expect(due).toHaveBeenCalledTimes(2);
  timer.set(at + HOUR);
  timer.set(null);
  vi.advanceTimersByTime(3 * HOUR);
  timer.set(Date.now() + HOUR);
  timer.stop();
  vi.advanceTimersByTime(3 * HOUR);
  expect(due).toHaveBeenCalledTimes(2);
});

test('what is due although the clock was set forward rings within the hour', () => {
  const due = vi.fn();
  let ahead = 0;
  const timer = createTimer(due, () => Date.now() + ahead);
  timer.set(Date.now() + 50 * HOUR);
  ahead = 60 * HOUR;
  vi.advanceTimersByTime(HOUR + 1000);
  expect(due).toHaveBeenCalledTimes(1);
});
