// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { SettingsNotice } from '../../main/contract/settings';
import { useSettings } from '../rpc/stores/settings-store';
import { SettingsNotices } from './settings-notices';

vi.mock('../rpc/use-stream', () => ({ watch: vi.fn() }));
vi.mock('../rpc/client', () => ({ rpc: {} }));

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
});
afterEach(cleanup);

const notice = (given: Partial<SettingsNotice>): SettingsNotice => ({
  kind: 'corrupt',
  file: '/data/settings.json',
  keptAs: null,
  detail: '',
  at: null,
  ...given,
});
const renderNotices = (notices: readonly SettingsNotice[]): void => {
  useSettings.setState({ notices });
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <SettingsNotices />
    </MantineProvider>,
  );
};

test('it says what happened, where the original is, and goes when dismissed', () => {
  renderNotices([
    notice({ keptAs: '/data/settings.json.corrupt-1', detail: 'Unexpected <end>' }),
    notice({ kind: 'read-only' }),
  ]);
  const [corrupt, readOnly] = screen.getAllByRole('alert');
  expect(corrupt?.textContent).toContain('/data/settings.json.corrupt-1');
  expect(corrupt?.textContent).toContain('Unexpected <end>');
  expect(readOnly?.textContent).toContain('cannot be saved');
  fireEvent.click(screen.getAllByRole('button', { name: 'Dismiss' })[0] ?? document.body);
  expect(screen.getAllByRole('alert')).toEqual([readOnly]);
});

test('one that comes later is told, even after others were dismissed', () => {
  const newer = notice({ kind: 'newer' });
  renderNotices([newer]);
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).toBeNull();
  act(() => useSettings.setState({ notices: [newer, notice({ kind: 'read-only', detail: 'EROFS' })] }));
  expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toEqual([expect.stringContaining('EROFS')]);
});
