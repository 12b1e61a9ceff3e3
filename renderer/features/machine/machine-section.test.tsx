// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useToasts } from '../../ui/toast-store';
import { NOW, damaged, machineState, notInstalled, running, starting, stopped } from './testing/machine-state';
import { answer, choose, connectTo, fault, press, reset, show, tell } from './testing/page';

const page = vi.hoisted(() => ({ connection: 'open' }));
vi.mock('../../rpc/use-stream', () => ({ useConnection: () => page.connection, watch: vi.fn() }));

beforeEach(() => {
  page.connection = 'open';
});
afterEach(reset);

const state = (): string | null => screen.getByRole('status', { name: 'Slipway VM state' }).textContent;
const buttons = (): readonly (string | null)[] =>
  screen.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent);
const isOff = (name: string): boolean => screen.getByRole('button', { name }).getAttribute('aria-disabled') === 'true';
const menu = async (): Promise<readonly (string | null)[]> => {
  press('More actions');
  return (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent);
};

test('before main has told, nothing is claimed', () => {
  expect(show(null).getAttribute('aria-busy')).toBe('true');
  expect(screen.queryByRole('status')).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});

test('absent: what it is, what it needs, and one button', () => {
  const region = show(machineState());
  expect(state()).toBe('Not created');
  expect(region.textContent).toContain('needs 2 CPUs and up to 2 GiB of memory');
  expect(region.textContent).toContain('up to 64 GiB');
  expect(buttons()).toEqual(['Create and start engine', 'More actions']);
});

test('without a driver for this system there is nothing to press', () => {
  const region = show(machineState({ driver: null }));
  expect(region.textContent).toContain('no virtual machine for this system');
  expect(screen.queryByRole('button')).toBeNull();
});

test('the first start leads to the welcome container, and to the use of the engine where none is in use', async () => {
  connectTo(null);
  const asked = answer({
    'machine.start': () => tell(running()),
    'engine.rescan': undefined,
    'engine.select': undefined,
    'machine.welcome': { containerId: 'abc' },
  });
  show(machineState());
  press('Create and start engine');
  const link = await screen.findByRole('link', { name: 'Show it among the containers' });
  expect(link.getAttribute('href')).toBe('/containers/abc');
  expect(asked).toEqual([
    ['machine.start', undefined],
    ['engine.rescan', undefined],
    ['engine.select', { key: 'machine', consent: false }],
    ['machine.welcome', undefined],
  ]);
  // Its port takes a moment longer.
  expect(screen.queryByRole('link', { name: 'Open its page' })).toBeNull();
  const [forward] = running().forwards;
  tell(running({ forwards: forward === undefined ? [] : [{ ...forward, containerId: 'abc' }] }));
  expect(screen.getByRole('link', { name: 'Open its page' }).getAttribute('href')).toBe('http://localhost:8080/');
  press('Dismiss');
  expect(screen.queryByRole('link', { name: 'Show it among the containers' })).toBeNull();
});

test('an engine in use stays in use; the new one is offered', async () => {
  connectTo('other');
  const asked = answer({
    'machine.start': () => tell(running()),
    'machine.welcome': { containerId: 'abc' },
    'engine.rescan': undefined,
    'engine.select': undefined,
  });
  show(machineState());
  press('Create and start engine');
  await screen.findByRole('link', { name: 'Show it among the containers' });
  expect(asked.map(([path]) => path)).toEqual(['machine.start', 'machine.welcome']);
  await waitFor(() => expect(isOff('Use this engine')).toBe(false));
  press('Use this engine');
  await waitFor(() => expect(asked.at(-1)).toEqual(['engine.select', { key: 'machine', consent: false }]));
  act(() => connectTo('machine'));
  expect(screen.queryByRole('button', { name: 'Use this engine' })).toBeNull();
});

test('starting: each phase with its true time, the present one counting, and a way to break it off', async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
  const asked = answer({});
  show(starting());
  expect(state()).toBe('StartingStarting the engine');
  const times = (): readonly (string | null)[] =>
    within(screen.getByRole('list', { name: 'Start of the engine' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
  expect(times()).toEqual(['Checking the image1.50 s', 'Booting Linux4.80 s', 'Starting the engine3 s']);
  act(() => {
    vi.advanceTimersByTime(60_000);
  });
  expect(times().at(-1)).toBe('Starting the engine1 min 3 s');
  expect(screen.getByText('1 min 9 s so far')).toBeTruthy();
  const bar = screen.getByRole('progressbar', { name: 'Starting the engine' });
  expect(bar.hasAttribute('value')).toBe(false);
  press('Cancel start');
  expect(asked).toEqual([['machine.stop', undefined]]);
});

test('a fault ends the start: nothing counts on', () => {
  show(damaged({ phases: starting().phases }));
  expect(state()).toBe('Needs attention');
  expect(screen.queryByRole('progressbar')).toBeNull();
});

test('a known fraction is told', () => {
  show(starting({ phases: [{ name: 'Fetching the image', startedAt: NOW, endedAt: null, fraction: 0.42 }] }));
  expect(screen.getByRole('progressbar', { name: 'Fetching the image' }).getAttribute('value')).toBe('0.42');
  expect(screen.getByRole('listitem').textContent).toContain('42 %');
});

test('a stop without phases of its own does not show those of the start', () => {
  show(running({ power: 'stopping' }));
  expect(screen.getByRole('progressbar', { name: 'Stop of the engine' })).toBeTruthy();
  expect(screen.queryByText('Booting Linux')).toBeNull();
  expect(screen.queryByText(/so far/)).toBeNull();
  tell(
    running({
      power: 'stopping',
      phases: [{ name: 'Stopping the containers', startedAt: NOW, endedAt: null, fraction: null }],
    }),
  );
  expect(state()).toBe('StoppingStopping the containers');
});

test('what broke off a start is no failure; a start that fails is told once', async () => {
  let fail = (): void => undefined;
  answer({
    'machine.start': async () => {
      await new Promise<void>((resolve) => (fail = resolve));
      return fault('The start was cancelled.')();
    },
    'machine.stop': undefined,
  });
  show(stopped());
  press('Start engine');
  tell(starting());
  press('Cancel start');
  tell(stopped());
  await act(async () => fail());
  expect(screen.queryByRole('alert')).toBeNull();
  press('Start engine');
  await act(async () => fail());
  expect(screen.getByRole('alert').textContent).toContain('The start was cancelled.');
  tell(damaged({ fault: { kind: 'start-failed', message: 'The start was cancelled.', fix: null, detail: '' } }));
  expect(screen.getAllByRole('alert')).toHaveLength(1);
});

test('running: figures of the guest and of this computer', () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
  show(running());
  expect(state()).toBe('RunningEngine ready');
  const fact = (name: string): string | null => screen.getByText(name).parentElement?.textContent ?? null;
  expect(fact('Processor')).toBe('Processor3 % of a core2 CPUs given');
  expect(fact('Memory')).toBe('Memory142 MiB of 1.9 GiB688 MiB taken on this computer');
  expect(fact('Disk')).toBe('Disk1.2 GiB of 64 GiB812 MiB taken on this computer');
  expect(fact('Up for')).toContain('3 minutes');
  expect(fact('Accelerator')).toContain('Software emulation (TCG)KVM is there but hangs');
  expect(screen.getByText('The start took 18 s')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Copy docker --context slipway ps' })).toBeTruthy();
  expect(screen.getByRole('list', { name: 'Shared folders' }).textContent).toBe(
    '/home/adaread and write/srv/dataread-only',
  );
});

test('what was no start is not shown as one', () => {
  const phases = [{ name: 'Taking over', startedAt: NOW - 1_000, endedAt: NOW, fraction: null }];
  show(running({ phases }));
  expect(screen.queryByText(/The start took/)).toBeNull();
});

test('an engine that does not answer is not said to be ready', () => {
  show(running({ engineReady: false, figures: null }));
  expect(state()).toBe('RunningIts engine does not answer yet');
  expect(screen.queryByRole('button', { name: 'Use this engine' })).toBeNull();
});

test.each([
  ['stopped', ['Settings…', 'Snapshots…', 'Logs…', 'Compact disk', 'Export disk…', 'Delete…', 'Factory reset…']],
  ['starting', ['Logs…', 'Kill…']],
  [
    'running',
    [
      ...['Sleep', 'Run welcome container', 'Settings…', 'Snapshots…', 'Logs…'],
      ...['Compact disk', 'Export disk…', 'Check disk…', 'Kill…', 'Delete…', 'Factory reset…'],
    ],
  ],
  ['sleeping', ['Wake', 'Settings…', 'Snapshots…', 'Logs…', 'Export disk…', 'Kill…', 'Delete…', 'Factory reset…']],
  ['stopping', ['Logs…', 'Kill…']],
  ['broken', ['Settings…', 'Snapshots…', 'Logs…', 'Export disk…', 'Check disk…', 'Kill…', 'Delete…', 'Factory reset…']],
  ['absent', ['Settings…', 'Snapshots…', 'Factory reset…']],
] as const)('%s: the menu has what makes sense', async (power, items) => {
  show(running({ power }));
  expect(await menu()).toEqual(items);
});

test('what the machine cannot do is not offered', async () => {
  show(running({ capabilities: { pause: false, compact: false, shares: false, liveMemory: false } }));
  const items = await menu();
  expect(items).not.toContain('Sleep');
  expect(items).not.toContain('Compact disk');
});

test.each([
  ['running', 'Stop engine', 'machine.stop'],
  ['running', 'Restart engine', 'machine.restart'],
  ['sleeping', 'Wake engine', 'machine.resume'],
  ['sleeping', 'Stop engine', 'machine.stop'],
  ['broken', 'Start engine', 'machine.start'],
  ['broken', 'Stop engine', 'machine.stop'],
] as const)('%s: %s', (power, name, path) => {
  const asked = answer({});
  show(running({ power }));
  press(name);
  expect(asked).toEqual([[path, undefined]]);
  expect(isOff(name)).toBe(true);
  // A second press asks nothing.
  press(name);
  expect(asked).toHaveLength(1);
});

test('a button that is gone leaves the focus to the menu, where a second Enter ends nothing', () => {
  const asked = answer({});
  show(stopped());
  const button = screen.getByRole('button', { name: 'Start engine' });
  button.focus();
  fireEvent.click(button);
  expect(document.activeElement).toBe(button);
  tell(starting());
  fireEvent.click(screen.getByRole('button', { name: 'Cancel start' }), { detail: 2 });
  expect(asked).toEqual([['machine.start', undefined]]);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('More actions');
  // Elsewhere it stays.
  act(() => document.body.focus());
  const elsewhere = document.body.appendChild(document.createElement('button'));
  elsewhere.focus();
  tell(running());
  expect(document.activeElement).toBe(elsewhere);
  elsewhere.remove();
});

test('compaction says what it gained', async () => {
  answer({ 'machine.compact': { freedBytes: 1_200_000_000 } });
  show(running());
  await choose('Compact disk');
  await waitFor(() => expect(useToasts.getState().toasts[0]?.title).toContain('1.2 GB given back'));
});

test('kill asks first, and a no kills nothing', async () => {
  const asked = answer({});
  show(running());
  await choose('Kill…');
  const question = screen.getByRole('alertdialog', { name: 'Kill the engine?' });
  expect(question.textContent).toContain('not yet written to disk is lost');
  press('Cancel');
  expect(asked).toEqual([]);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('More actions');
  await choose('Kill…');
  press('Kill');
  expect(asked).toEqual([['machine.kill', undefined]]);
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

test('a fault: its message, the command that mends it, and hostile details as text', () => {
  show(notInstalled());
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain('QEMU is not installed.');
  expect(within(alert).getByText('sudo apt-get install -y qemu-system-x86 qemu-utils')).toBeTruthy();
  expect(within(alert).getByRole('button', { name: 'Copy this command' })).toBeTruthy();
  const { fault: missing } = notInstalled();
  tell(
    machineState({ fault: missing && { ...missing, message: `QEMU is not installed. Install it: ${missing.fix}` } }),
  );
  expect(screen.getByRole('alert').textContent).toBe(`QEMU is not installed. Install it:${missing?.fix}`);
  tell(damaged());
  expect(screen.getByRole('alert').querySelector('b')).toBeNull();
  expect(screen.getByTitle('right-to-left override, U+202E')).toBeTruthy();
  for (const name of ['Check disk…', 'Restore a snapshot…', 'Export disk…'])
    expect(within(screen.getByRole('alert')).getByRole('button', { name })).toBeTruthy();
});

test('what needs a restart is said, with the button that does it', () => {
  const asked = answer({});
  show(running({ needsRestart: ['cpus', 'shares', 'somethingNew'] }));
  expect(screen.getByText('A restart is needed for CPUs, shared folders and somethingNew.')).toBeTruthy();
  press('Restart now');
  expect(asked).toEqual([['machine.restart', undefined]]);
});

test('without Slipway it is the last known state, and nothing can be pressed', () => {
  page.connection = 'lost';
  show(running());
  expect(state()).toBe('RunningLast known state');
  expect(isOff('Stop engine')).toBe(true);
});

test('forwards: what does not work first, and the arrows go from cell to cell', () => {
  show(running());
  const grid = screen.getByRole('grid', { name: 'Forwarded ports' });
  const rows = within(grid).getAllByRole('row').slice(1);
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    '127.0.0.1:3000webPort 3000 is in use by another program; it is tried again.',
    '127.0.0.1:5353/udpdnsOpen',
    '127.0.0.1:8080webOpen',
  ]);
  expect(within(grid).getByRole('link', { name: '127.0.0.1:8080' }).getAttribute('href')).toBe(
    'http://localhost:8080/',
  );
  const cells = within(grid).getAllByRole('gridcell');
  expect(cells.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1, -1, -1, -1, -1, -1, -1]);
  act(() => cells[0]?.focus());
  const at = (...keys: readonly string[]): number => {
    for (const key of keys) fireEvent.keyDown(document.activeElement ?? grid, { key });
    return cells.findIndex((cell) => cell === document.activeElement);
  };
  expect(at('ArrowDown', 'ArrowRight')).toBe(4);
  expect(at('ArrowUp', 'ArrowUp')).toBe(1);
  expect(at('End', 'ArrowRight')).toBe(2);
  expect(at('Home', 'ArrowLeft')).toBe(0);
  expect(cells.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
});

test('a long range of ports is bounded', () => {
  const [one] = running().forwards;
  if (one === undefined) throw new Error('no forward');
  show(running({ forwards: Array.from({ length: 300 }, (_, index) => ({ ...one, hostPort: 20_000 + index })) }));
  expect(screen.getByRole('grid').querySelectorAll('tbody tr')).toHaveLength(250);
  expect(screen.getByText('and 50 more')).toBeTruthy();
});
