// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Candidate } from '../../../main/contract/engine';
import { EngineOffer } from './engine-offer';
import { NOW, damaged, machineState, notInstalled, running, starting, stopped } from './testing/machine-state';
import { answer, connectTo, fault, press, reset, showView, tell } from './testing/page';
import { WelcomeOffer } from './welcome-offer';

const page = vi.hoisted(() => ({ watched: [] as string[], ended: 0 }));
vi.mock('../../rpc/use-stream', () => ({
  useConnection: () => 'open',
  watch: (path: string) => {
    page.watched.push(path);
    return () => (page.ended += 1);
  },
}));

afterEach(() => {
  page.watched.length = 0;
  page.ended = 0;
  reset();
});

const buttons = (): readonly (string | null)[] => screen.queryAllByRole('button').map(({ textContent }) => textContent);

const candidate = (given: Partial<Candidate>): Candidate => ({
  ...{ key: 'machine', name: 'Slipway VM', url: 'unix:///x', source: 'slipway', state: 'connected', reason: '' },
  ...{ fix: null, version: null, apiVersion: null },
  ...given,
});

test('the machine is watched only as long as it is offered', () => {
  showView(<EngineOffer />, null);
  expect(page.watched).toEqual(['machine.watch']);
  expect(buttons()).toEqual([]);
  reset();
  expect(page.ended).toBe(1);
});

test('without a driver for this system nothing is offered', () => {
  showView(<EngineOffer />, machineState({ driver: null }));
  expect(screen.queryByRole('group')).toBeNull();
});

test('one button leads from nothing to the welcome container, with its progress', async () => {
  connectTo(null);
  const asked = answer({
    'machine.start': () => tell(running()),
    'engine.rescan': undefined,
    'engine.select': undefined,
    'machine.welcome': { containerId: 'abc' },
  });
  showView(<EngineOffer />, machineState());
  press('Start engine');
  await waitFor(() => expect(asked.at(-1)).toEqual(['machine.welcome', undefined]));
  expect(asked.map(([path]) => path)).toEqual(['machine.start', 'engine.rescan', 'engine.select', 'machine.welcome']);
});

test('a start under way tells its phase, and can be broken off; the focus is not lost', () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
  const asked = answer({});
  showView(<EngineOffer />, stopped());
  const button = screen.getByRole('button', { name: 'Start engine' });
  button.focus();
  fireEvent.click(button);
  tell(starting());
  expect(screen.getByRole('group', { name: 'Slipway VM' }).contains(document.activeElement)).toBe(true);
  expect(document.activeElement?.tagName).not.toBe('BUTTON');
  expect(screen.getByRole('progressbar', { name: 'Starting the engine' })).toBeTruthy();
  expect(screen.getByText('9 s so far')).toBeTruthy();
  press('Cancel start');
  expect(asked.at(-1)).toEqual(['machine.stop', undefined]);
});

test('what stands in the way is told with the command that mends it', () => {
  showView(<EngineOffer />, notInstalled());
  expect(screen.getByRole('alert').textContent).toContain('sudo apt-get install -y qemu-system-x86 qemu-utils');
  expect(screen.getByRole('button', { name: 'Copy this command' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Start engine' })).toBeTruthy();
});

test('a start that fails is told here, too', async () => {
  answer({ 'machine.start': fault('QEMU did not start.') });
  showView(<EngineOffer />, stopped());
  press('Start engine');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('QEMU did not start.'));
  press('Dismiss');
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['absent', machineState(), ['Start engine']],
  ['running', running(), ['Use this engine']],
  ['not yet answering', running({ engineReady: false }), []],
  ['sleeping', running({ power: 'sleeping' }), ['Wake engine']],
  ['stopping', running({ power: 'stopping' }), []],
] as const)('%s: %#', (_name, state, names) => {
  showView(<EngineOffer />, state);
  expect(buttons()).toEqual(names);
});

test('a decision that is the user’s is pointed to', () => {
  showView(<EngineOffer />, damaged());
  expect(screen.getByRole('link', { name: 'See what can be done' }).getAttribute('href')).toBe('/engine');
});

test('the welcome container is offered where Slipway’s own engine is in use, and nowhere else', async () => {
  const asked = answer({ 'machine.welcome': fault('The welcome image was removed.') });
  connectTo('machine', [candidate({ key: 'machine', source: 'context' })]);
  showView(<WelcomeOffer />, running());
  expect(buttons()).toEqual([]);
  act(() => connectTo('machine', [candidate({})]));
  press('Run the welcome container');
  expect(asked).toEqual([['machine.welcome', undefined]]);
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('The welcome image was removed.'));
});
