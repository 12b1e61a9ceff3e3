// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useNow } from './use-now';

function Clock() {
  return <p>{useNow(1000)}</p>;
}

const setHidden = (hidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
};
const shown = (): readonly (string | null)[] => screen.getAllByRole('paragraph').map((node) => node.textContent);
const pass = (ms: number): void => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  cleanup();
  setHidden(false);
  vi.useRealTimers();
});

test('all clocks of an interval share one timer, which ends with the last', () => {
  const { rerender, unmount } = render([<Clock key="a" />, <Clock key="b" />]);
  expect(vi.getTimerCount()).toBe(1);
  pass(3000);
  expect(shown()).toEqual(['1003000', '1003000']);
  rerender([<Clock key="a" />]);
  expect(vi.getTimerCount()).toBe(1);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});

test('it stops while the page is hidden, and is right when it is back', () => {
  render(<Clock />);
  setHidden(true);
  expect(vi.getTimerCount()).toBe(0);
  pass(60_000);
  expect(shown()).toEqual(['1000000']);
  setHidden(false);
  expect(shown()).toEqual(['1060000']);
});

test('a clock that comes late does not show the time of long ago', () => {
  render(<Clock />).unmount();
  pass(3_600_000);
  render(<Clock />);
  expect(shown()).toEqual(['4600000']);
});
