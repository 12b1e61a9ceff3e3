// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { WakeReport } from '../../../main/contract/diagnostics';
import { WakeNotice } from './wake-notice';

const page = vi.hoisted(() => ({ tell: (_report: unknown): void => undefined }));
vi.mock('../../rpc/use-stream', () => ({
  watch: (_path: string, _input: unknown, { onItem }: { readonly onItem: (report: unknown) => void }) => {
    page.tell = onItem;
    return () => undefined;
  },
}));

afterEach(cleanup);

const HOUR_MS = 3_600_000;
const failed: WakeReport = {
  ...{ at: 1, kind: 'slept', ms: 2 * HOUR_MS, state: 'failed' },
  findings: [
    { what: 'Clock', state: 'ok', words: '' },
    { what: 'Engine', state: 'failed', words: 'no answer\u202e' },
  ],
};
const tell = (report: WakeReport): void => act(() => page.tell(report));

test('what did not come back is told, and nothing else; put away, until the next time', () => {
  render(<WakeNotice />);
  for (const state of ['looking', 'well'] as const) tell({ ...failed, state });
  expect(screen.queryByRole('alert')).toBeNull();
  tell(failed);
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain('The computer slept (2 hours), and not all came back.');
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^Engine.*no answer/),
  ]);
  expect(screen.getByRole('link', { name: 'Diagnostics' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  tell({ ...failed });
  expect(screen.queryByRole('alert')).toBeNull();
  tell({ ...failed, at: 2, kind: 'clock-set', ms: -HOUR_MS });
  expect(screen.getByRole('alert').textContent).toContain('was set (1 hour)');
});
