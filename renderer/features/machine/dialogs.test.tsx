// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { MachineSnapshot } from '../../../main/contract/machine';
import { useToasts } from '../../ui/toast-store';
import { damaged, machineState, running, stopped } from './testing/machine-state';
import { answer, choose, connectTo, fault, press, reset, show, tell, type } from './testing/page';

afterEach(reset);
// Looking for a role in a whole form is slow without a browser, on a busy machine above all.
vi.setConfig({ testTimeout: 20_000 });

const isDisabled = (name: string): boolean => {
  const button = screen.getByRole<HTMLButtonElement>('button', { name });
  return button.disabled || button.getAttribute('aria-disabled') === 'true';
};

test('delete says what is lost and takes only the typed word for a yes', async () => {
  connectTo('machine');
  const asked = answer({
    'engine.facts': { containers: { total: 3, running: 1, paused: 0, stopped: 2 }, images: 8 },
    'machine.remove': undefined,
  });
  show(running());
  await choose('Delete…');
  const question = screen.getByRole('alertdialog', { name: 'Delete the Slipway VM?' });
  expect(question.textContent).toContain('every container, image and volume');
  expect(question.textContent).toContain('812 MiB');
  await waitFor(() => expect(question.textContent).toContain('3 containers (1 running) and 8 images'));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
  expect(isDisabled('Delete')).toBe(true);
  type('Type “delete” to confirm', 'delet');
  const box = screen.getByRole('textbox', { name: 'Type “delete” to confirm' });
  fireEvent.submit(box);
  expect(isDisabled('Delete')).toBe(true);
  type('Type “delete” to confirm', 'delete');
  press('Delete');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(asked.at(-1)).toEqual(['machine.remove', { confirmation: 'delete' }]);
  expect(asked.filter(([path]) => path === 'machine.remove')).toHaveLength(1);
});

test('a factory reset also takes the snapshots, and says so', async () => {
  const asked = answer({ 'machine.reset': undefined });
  show(machineState());
  await choose('Factory reset…');
  const question = screen.getByRole('alertdialog', { name: 'Reset the Slipway VM to how it came?' });
  expect(question.textContent).toContain('snapshots, its settings and its system image go, too');
  expect(question.textContent).not.toContain('every container');
  type('Type “reset” to confirm', 'delete');
  expect(isDisabled('Reset')).toBe(true);
  type('Type “reset” to confirm', 'reset');
  press('Reset');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(asked).toEqual([['machine.reset', { confirmation: 'reset' }]]);
});

test('the disk is exported to where it is told; a refusal stands beside the path', async () => {
  let taken = true;
  const asked = answer({
    'machine.exportDisk': () => taken && fault('/tmp/x is there already.')(),
  });
  show(damaged());
  press('Export disk…');
  press('Export');
  expect(asked).toEqual([]);
  type('New file on this computer', ' /tmp/x ');
  press('Export');
  await waitFor(() => expect(screen.getByText('/tmp/x is there already.')).toBeTruthy());
  taken = false;
  press('Export');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.at(-1)).toEqual(['machine.exportDisk', { path: '/tmp/x' }]);
});

test('of another engine’s machine nothing is counted, and a failed deletion is told where it was asked for', async () => {
  connectTo('other');
  const asked = answer({ 'machine.remove': fault('The disk is held by another program.') });
  show(stopped());
  await choose('Delete…');
  type('Type “delete” to confirm', 'delete');
  press('Delete');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('held by another program'));
  expect(asked.map(([path]) => path)).toEqual(['machine.remove']);
});

const snapshot = (given: Partial<MachineSnapshot>): MachineSnapshot => ({
  id: 'a',
  name: 'old',
  createdAt: 1_000,
  automatic: false,
  sizeBytes: 3 * 1024 ** 2,
  ...given,
});

const SNAPSHOTS = [snapshot({}), snapshot({ id: 'b', name: 'Before an update', createdAt: 2_000, automatic: true })];

test('snapshots: made by name, newest first; those of a running engine are not restored', async () => {
  const asked = answer({ 'machine.snapshots': SNAPSHOTS, 'machine.createSnapshot': snapshot({ id: 'c' }) });
  show(running());
  await choose('Snapshots…');
  const table = await screen.findByRole('table', { name: 'Snapshots' });
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^Before an updateAutomatic.*3 MiB/),
    expect.stringMatching(/^old.*3 MiB/),
  ]);
  expect(isDisabled('Restore old')).toBe(true);
  expect(screen.getByText(/^To restore one, stop the engine first/)).toBeTruthy();
  press('Restore old');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(isDisabled('Make snapshot')).toBe(true);
  type('Name', '  mine ');
  press('Make snapshot');
  await waitFor(() => expect(asked).toContainEqual(['machine.createSnapshot', { name: 'mine' }]));
});

test('snapshots: with a damaged disk the way back begins where it is offered, with the stop', async () => {
  const asked = answer({ 'machine.snapshots': SNAPSHOTS, 'machine.stop': undefined });
  show(damaged());
  press('Restore a snapshot…');
  await screen.findByRole('table', { name: 'Snapshots' });
  expect(isDisabled('Restore old')).toBe(true);
  const dialog = screen.getByRole('dialog', { name: 'Snapshots' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Stop engine' }));
  expect(asked.at(-1)).toEqual(['machine.stop', undefined]);
  tell(stopped());
  expect(isDisabled('Restore old')).toBe(false);
});

test('snapshots: restored and deleted only after a yes', async () => {
  const asked = answer({
    'machine.snapshots': SNAPSHOTS,
    'machine.restoreSnapshot': undefined,
    'machine.deleteSnapshot': undefined,
  });
  const changes = (): readonly unknown[] => asked.filter(([path]) => path !== 'machine.snapshots');
  show(stopped());
  await choose('Snapshots…');
  fireEvent.click(await screen.findByRole('button', { name: 'Restore old' }));
  const question = screen.getByRole('alertdialog', { name: 'Go back to this snapshot?' });
  expect(question.textContent).toContain('changed since is lost');
  press('Cancel');
  expect(changes()).toEqual([]);
  press('Restore old');
  press('Restore');
  await waitFor(() => expect(changes()).toEqual([['machine.restoreSnapshot', { id: 'a' }]]));
  await waitFor(() => expect(isDisabled('Delete old')).toBe(false));
  press('Delete old');
  press('Delete');
  await waitFor(() => expect(changes().at(-1)).toEqual(['machine.deleteSnapshot', { id: 'a' }]));
});

test('snapshots outlive the machine, and none is made without one', async () => {
  answer({ 'machine.snapshots': SNAPSHOTS });
  show(machineState());
  await choose('Snapshots…');
  await screen.findByRole('table', { name: 'Snapshots' });
  expect(isDisabled('Restore old')).toBe(false);
  expect(screen.queryByRole('button', { name: 'Make snapshot' })).toBeNull();
});

test('a failure that outlives its dialog is still told', async () => {
  let fail = (): void => undefined;
  answer({
    'machine.snapshots': [snapshot({})],
    'machine.restoreSnapshot': async () => {
      await new Promise<void>((resolve) => (fail = resolve));
      return fault('There is no room on this machine.')();
    },
  });
  show(stopped());
  await choose('Snapshots…');
  fireEvent.click(await screen.findByRole('button', { name: 'Restore old' }));
  press('Restore');
  await screen.findByText('Restoring… old');
  press('Done');
  await act(async () => fail());
  await waitFor(() =>
    expect(useToasts.getState().toasts).toMatchObject([{ tone: 'bad', title: 'There is no room on this machine.' }]),
  );
});

test('logs: each on its tab, as text, with its end in sight and the rest on demand', async () => {
  const long = Array.from({ length: 120 }, (_, index) => `line ${index} ${'.'.repeat(90)}`).join('\r\n');
  const asked = answer({
    'machine.log': ({ which }: { which: string }) => ({ text: which === 'boot' ? long : '<b>\u001b[31mfailed' }),
  });
  show(running());
  await choose('Logs…');
  const text = await screen.findByRole('group', { name: 'Text of the log' });
  expect(text.textContent).toBe('<b>ESC[31mfailed');
  fireEvent.click(screen.getByRole('tab', { name: 'Boot' }));
  await waitFor(() => expect(screen.getByRole('group', { name: 'Text of the log' }).textContent).toContain('line 119'));
  const boot = screen.getByRole('group', { name: 'Text of the log' });
  expect(boot.textContent).not.toContain('CR');
  expect(boot.textContent).not.toMatch(/line 0(?!\d)/);
  press(/^Show earlier lines/);
  expect(boot.textContent).toMatch(/line 0(?!\d)/);
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Boot' }), { key: 'ArrowRight' });
  expect(asked.map(([, input]) => input)).toEqual([{ which: 'engine' }, { which: 'boot' }]);
});

test('logs: when the machine is off, the console’s is shown first', async () => {
  const asked = answer({ 'machine.log': { text: 'x' } });
  show(stopped());
  await choose('Logs…');
  await screen.findByRole('group', { name: 'Text of the log' });
  expect(asked.map(([, input]) => input)).toEqual([{ which: 'console' }]);
});

test('a disk in use is not repaired', async () => {
  answer({ 'machine.checkDisk': { clean: true, report: 'clean' } });
  show(running());
  await choose('Check disk…');
  await screen.findByRole('group', { name: 'Report' });
  expect(screen.queryByRole('button', { name: 'Repair…' })).toBeNull();
});

test('the disk is checked at once and repaired only after a yes', async () => {
  const asked = answer({
    'machine.checkDisk': ({ confirmation }: { confirmation?: string }) => ({
      ...(confirmation === undefined ? { clean: false, report: '3 errors' } : { clean: true, report: 'mended' }),
    }),
  });
  show(damaged());
  press('Check disk…');
  await waitFor(() => expect(screen.getByRole('group', { name: 'Report' }).textContent).toBe('3 errors'));
  press('Repair…');
  const question = screen.getByRole('alertdialog', { name: 'Repair the disk?' });
  expect(question.textContent).toContain('Files that cannot be mended are lost');
  press('Cancel');
  await screen.findByRole('group', { name: 'Report' });
  expect(asked.every(([, input]) => JSON.stringify(input) === '{}')).toBe(true);
  press('Repair…');
  press('Repair');
  await waitFor(() => expect(screen.getByRole('group', { name: 'Report' }).textContent).toBe('mended'));
  expect(screen.getByText(/in order/)).toBeDefined();
  expect(asked.at(-1)).toEqual(['machine.checkDisk', { confirmation: 'repair' }]);
});

test('settings: only what was changed is sent; the disk does not shrink', async () => {
  const asked = answer({ 'machine.update': undefined });
  show(running());
  await choose('Settings…');
  const dialog = screen.getByRole('dialog', { name: 'Settings of the Slipway VM' });
  expect(dialog.textContent).toContain('It only grows.');
  expect(dialog.textContent).toContain('How many the engine may keep busy. Counts from the next start.');
  expect(dialog.textContent).toContain('Changes at once, up to what it was started with.');
  type('Disk limit (GiB)', '32');
  expect(dialog.textContent).toContain('A whole number from 64 to 16384.');
  expect(isDisabled('Save')).toBe(true);
  type('Disk limit (GiB)', '128');
  fireEvent.click(screen.getByRole('radio', { name: 'Only these folders' }));
  type('Folder 1', 'not/absolute');
  expect(isDisabled('Save')).toBe(true);
  type('Folder 1', '/home/ada/work');
  fireEvent.click(screen.getByRole('checkbox', { name: 'Folder 1 read-only' }));
  press('Remove folder 2');
  fireEvent.click(screen.getByRole('checkbox', { name: 'Start with Slipway' }));
  fireEvent.submit(screen.getByRole('textbox', { name: 'CPUs' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked).toEqual([
    ['machine.update', { diskGiB: 128, shares: [{ path: '/home/ada/work', readOnly: true }], autoStart: true }],
  ]);
});

test('settings: before it is there, the disk may be any size; nothing changed sends nothing', async () => {
  const asked = answer({});
  show(machineState());
  await choose('Settings…');
  type('Disk limit (GiB)', '8');
  expect(isDisabled('Save')).toBe(false);
  type('Disk limit (GiB)', '64');
  press('Save');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(asked).toEqual([]);
});

test('settings: a refusal stands in the form, and nothing typed is lost', async () => {
  answer({ 'machine.update': fault('This machine has 2 CPUs.') });
  show(stopped());
  await choose('Settings…');
  type('CPUs', '8');
  press('Save');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('This machine has 2 CPUs.'));
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'CPUs' }).value).toBe('8');
});
