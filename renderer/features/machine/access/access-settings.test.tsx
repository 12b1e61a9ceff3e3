// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { AccessSettings as Access } from '../../../../main/contract/engine-access';
import { machineState, running } from '../testing/machine-state';
import { answer, press, reset, showView, tell, type } from '../testing/page';
import { AccessSettings } from './access-settings';

vi.mock('../../../rpc/use-stream', () => ({ useConnection: () => 'open', watch: () => () => undefined }));
afterEach(reset);

const NOTHING_WRONG = { problems: [], authorities: [] };
const { settings } = machineState();
const withAccess = (access: Partial<Access>) => ({ ...settings, access: { ...settings.access, ...access } });

test('what is wrong stands at its field, and nothing is sent', async () => {
  const message = '"x y" is no mirror.';
  const asked = answer({ 'machine.checkAccess': { ...NOTHING_WRONG, problems: [{ field: 'mirrors', message }] } });
  showView(<AccessSettings />, machineState());
  type('Mirrors of Docker Hub', 'x y');
  await screen.findByText(message);
  press('Save');
  expect(asked.filter(([path]) => path === 'machine.update')).toEqual([]);
  press('Undo changes');
  expect(screen.getByRole('textbox', { name: 'Mirrors of Docker Hub' })).toHaveProperty('value', '');
});

test('a proxy’s password is sent only once it may be kept in clear, and not shown again', async () => {
  const asked = answer({ 'machine.checkAccess': NOTHING_WRONG, 'machine.update': undefined });
  showView(<AccessSettings />, machineState());
  type('HTTPS proxy', 'http://me:s3cret@proxy:3128');
  await screen.findByText('Its password is kept in clear: say below that it may be.');
  press('Save');
  expect(asked.filter(([path]) => path === 'machine.update')).toEqual([]);
  fireEvent.click(screen.getByRole('checkbox', { name: /Keep the proxy’s password/ }));
  press('Save');
  const access = { ...settings.access, httpsProxy: 'http://me:s3cret@proxy:3128' };
  await waitFor(() => expect(asked).toContainEqual(['machine.update', { access }]));
  const box = screen.getByRole('textbox', { name: 'HTTPS proxy' });
  await waitFor(() => expect(box).toHaveProperty('value', 'http://me:••••••••@proxy:3128'));
  // The same again: the mask stands for what is kept.
  type('Without a proxy', '.lab');
  tell(machineState({ settings: withAccess({ httpsProxy: access.httpsProxy }) }));
  press('Save');
  await waitFor(() => expect(asked).toContainEqual(['machine.update', { access: { ...access, noProxy: ['.lab'] } }]));
});

test('untouched it follows what is changed elsewhere', () => {
  answer({ 'machine.checkAccess': NOTHING_WRONG });
  showView(<AccessSettings />, machineState());
  tell(machineState({ settings: withAccess({ insecure: ['lab.example:5000'] }) }));
  expect(screen.getByRole('textbox', { name: 'Insecure registries' })).toHaveProperty('value', 'lab.example:5000');
});

test('a running machine is restarted for them by a button', async () => {
  const asked = answer({ 'machine.checkAccess': NOTHING_WRONG, 'machine.restart': undefined });
  showView(<AccessSettings />, running());
  expect(screen.queryByRole('button', { name: 'Restart now' })).toBeNull();
  tell(running({ needsRestart: ['access'] }));
  press('Restart now');
  await waitFor(() => expect(asked).toContainEqual(['machine.restart', undefined]));
});
