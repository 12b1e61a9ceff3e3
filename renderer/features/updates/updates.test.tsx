// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { UpdatesState } from '../../../main/contract/updates';
import { rpc } from '../../rpc/client';
import { theme } from '../../ui/theme/theme';
import { UpdateNotice } from './update-notice';
import { UpdatesCard } from './updates-card';
import { useUpdates } from './updates-store';

const IDLE: UpdatesState = {
  ...{ phase: 'idle', off: null, current: '1.0.0', release: null, progress: null, fault: null, checkedAt: null },
  onQuit: false,
};
const release = { version: '1.1.0', notes: 'Faster.', releasedAt: null };

let asked: string[] = [];
const tell = (state: Partial<UpdatesState>): void => act(() => useUpdates.setState({ state: { ...IDLE, ...state } }));
const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));
const buttons = (): readonly (string | null)[] => screen.queryAllByRole('button').map(({ textContent }) => textContent);

beforeEach(() => {
  asked = [];
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => null,
    removeEventListener: () => null,
  }));
  vi.spyOn(rpc, 'call').mockImplementation(async (path, input) => {
    asked.push(input === undefined ? path : `${path} ${JSON.stringify(input)}`);
    return undefined as never;
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  useUpdates.setState({ state: null });
});

const card = (): void =>
  void render(
    <MantineProvider env="test" theme={theme} withCssVariables={false} withGlobalClasses={false}>
      <UpdatesCard />
    </MantineProvider>,
  );

test('each phase has its words, and the deeds that are possible in it', () => {
  card();
  expect(buttons()).toEqual([]);
  tell({ phase: 'off', off: 'other-means' });
  expect(screen.getByText(/your package manager updates it/)).toBeTruthy();
  expect(buttons()).toEqual([]);
  tell({});
  expect(buttons()).toEqual(['Look now']);
  tell({ phase: 'available', release });
  expect(buttons()).toEqual(['Look now', 'Download', 'Skip this version']);
  press('Skip this version');
  tell({ phase: 'downloading', release, progress: { bytes: 25_000_000, total: 100_000_000 } });
  expect(screen.getByRole('progressbar', { name: 'Download' }).getAttribute('value')).toBe('25000000');
  press('Cancel');
  tell({ phase: 'ready', release, onQuit: true });
  fireEvent.click(screen.getByRole('checkbox', { name: 'Install it when Slipway quits' }));
  press('Restart Slipway now');
  tell({ phase: 'failed', release, fault: { during: 'download', kind: 'hash', detail: 'expected a, got b' } });
  expect(screen.getByRole('alert').textContent).toContain(
    'What came is not what the feed says. Nothing of it was kept.',
  );
  expect(screen.getByRole('alert').textContent).toContain('expected a, got b');
  press('Download');
  expect(asked).toEqual([
    'updates.skip',
    'updates.cancel',
    'updates.installOnQuit {"yes":false}',
    'updates.restart',
    'updates.download',
  ]);
});

test('a newer version is told once; put away it stays away, until there is something else to say', () => {
  render(<UpdateNotice />);
  tell({ phase: 'available', release });
  expect(screen.getByText('Slipway 1.1.0 is available.')).toBeTruthy();
  press('Dismiss');
  tell({ phase: 'available', release });
  expect(buttons()).toEqual([]);
  tell({ phase: 'downloading', release, progress: null });
  expect(buttons()).toEqual([]);
  tell({ phase: 'ready', release });
  expect(screen.getByText('Slipway 1.1.0 is here and checked.')).toBeTruthy();
});

test('who wants no more of it is asked no more', async () => {
  render(<UpdateNotice />);
  tell({ phase: 'available', release });
  press('Never look for newer ones');
  await vi.waitFor(() => expect(asked).toEqual(['updates.skip', 'settings.update {"updates":{"check":"never"}}']));
});
