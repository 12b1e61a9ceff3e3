// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { Announcer } from './announcer';
import { announce } from './announcer-store';

// Of all tests together: what was said last is remembered by its time.
beforeAll(() => void vi.useFakeTimers());
afterAll(() => void vi.useRealTimers());
afterEach(() => {
  cleanup();
  vi.advanceTimersByTime(10_000);
});

const said = (): string | null => screen.getByRole('status').textContent;
const wait = (ms: number): void => act(() => void vi.advanceTimersByTime(ms));

test('what comes at once is said together, the latest of a topic only, once a second', () => {
  render(<Announcer />);
  for (let count = 1; count <= 100; count++) announce(`${count} found`, 'filter');
  announce('web stopped', 'web');
  wait(0);
  expect(said()).toBe('100 found. web stopped');
  announce('db stopped', 'db');
  wait(900);
  expect(said()).toBe('100 found. web stopped');
  wait(200);
  expect(said()).toBe('db stopped');
});

test('nothing is said while somebody types, nor what nobody heard', () => {
  render(
    <>
      <Announcer />
      <input aria-label="box" />
    </>,
  );
  wait(2000);
  const before = said();
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'a' });
  announce('3 found', 'filter');
  wait(500);
  expect(said()).toBe(before);
  wait(500);
  expect(said()).toBe('3 found');
  wait(2000);
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  announce('old', 'old');
  wait(0);
  hidden.mockReturnValue(false);
  announce('new', 'new');
  wait(0);
  expect(said()).toBe('new');
});

test('the same words again are news', () => {
  render(<Announcer />);
  wait(2000);
  announce('web stopped', 'web');
  wait(0);
  const first = screen.getByRole('status').firstChild;
  announce('web stopped', 'web');
  wait(1100);
  expect(screen.getByRole('status').firstChild).not.toBe(first);
});
