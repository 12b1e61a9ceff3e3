// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showToast, useToasts } from './toast-store';
import { Toaster } from './toaster';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  vi.useFakeTimers();
  useToasts.setState({ toasts: [] });
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <Toaster />
    </MantineProvider>,
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const show = (...toast: Parameters<typeof showToast>): void => act(() => showToast(...toast));

test('a success goes by itself, a failure stays until it is dismissed', () => {
  show('ok', 'Stopped web');
  show('bad', 'Could not stop db', 'no <b>such</b> container');
  expect(screen.getByText('no <b>such</b> container')).toBeDefined();
  act(() => {
    vi.advanceTimersByTime(60_000);
  });
  expect(screen.queryByText('Stopped web')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText('Could not stop db')).toBeNull();
});

test('a storm of them does not cover the view', () => {
  for (let index = 0; index < 50; index += 1) show('bad', `failure ${index}`);
  expect(screen.getAllByText(/^failure/).map((node) => node.textContent)).toEqual([
    'failure 46',
    'failure 47',
    'failure 48',
    'failure 49',
  ]);
});
