import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ContainerChange, ContainerRow } from '../../contract/containers';
import { createTexts } from '../../../texts/translate';
import type { TrayItem } from '../shell/tray';
import { label } from './label';
import { type TrayContainer, trayHint, trayItems, trayLook, type TrayState } from './model';
import { createTray } from './tray';

const { t } = createTexts('en', {});
const container = (name: string, more: Partial<TrayContainer> = {}): TrayContainer => ({
  ...{ id: `id-${name}`, name, state: 'running', project: null, ports: [] },
  ...more,
});
const STATE: TrayState = {
  engine: { state: 'connected', name: 'default' },
  machine: { power: 'off', failed: false },
  containers: [],
  doNotDisturb: false,
};
const flat = (items: readonly TrayItem[]): readonly TrayItem[] =>
  items.flatMap((item) => (item.kind === 'menu' ? [item, ...flat(item.items)] : [item]));
const labels = (items: readonly TrayItem[]): string[] =>
  items.map((item) => (item.kind === 'separator' ? '--' : item.label));
const menu = (items: readonly TrayItem[], name: string): readonly TrayItem[] => {
  const found = items.find((item) => item.kind === 'menu' && item.label === name);
  return found?.kind === 'menu' ? found.items : [];
};

test('without an engine: what can be started, and nothing of containers that may be gone', () => {
  const state: TrayState = {
    ...STATE,
    engine: { state: 'away', name: '' },
    containers: [container('web')],
  };
  expect(labels(trayItems(state, t))).toEqual([
    ...['Open Slipway', '--', 'No engine', 'Start Slipway’s engine', '--', 'Do not disturb', 'Settings', '--'],
    'Quit Slipway',
  ]);
  expect(trayLook(state)).toBe('stopped');
  expect(trayHint(state, t)).toBe('Slipway: No engine');
});

test('a container: show, logs, its ports in the browser, stop, restart', () => {
  const ports = [
    { hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
    { hostIp: '::', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
    { hostIp: '10.0.0.5', hostPort: 81, containerPort: 81, protocol: 'tcp' },
    { hostIp: '0.0.0.0', hostPort: 53, containerPort: 53, protocol: 'udp' },
    { hostIp: null, hostPort: null, containerPort: 9000, protocol: 'tcp' },
  ];
  const items = trayItems({ ...STATE, containers: [container('web', { ports })] }, t);
  expect(labels(menu(items, 'web'))).toEqual([
    ...['Show', 'Logs', 'Open http://localhost:8080/', '--', 'Stop', 'Restart'],
  ]);
  expect(menu(items, 'web').at(-2)).toMatchObject({ deed: { do: 'containers', verb: 'stop', ids: ['id-web'] } });
});

test('a project: those that run are stopped, those that do not are started', () => {
  const containers = [
    container('shop-web-1', { project: 'shop' }),
    container('shop-db-1', { project: 'shop', state: 'stopped' }),
    container('idle-1', { project: 'idle', state: 'stopped' }),
  ];
  const items = trayItems({ ...STATE, containers }, t);
  expect(labels(items)).toEqual(expect.arrayContaining(['shop (1/2)', 'idle (0/1)', 'shop-web-1']));
  expect(labels(items)).not.toContain('shop-db-1');
  const deeds = menu(items, 'shop (1/2)').flatMap((item) => (item.kind === 'deed' ? [item.deed] : []));
  expect(deeds).toEqual([
    { do: 'route', route: '/compose/shop' },
    { do: 'route', route: '/logs?project=shop' },
    { do: 'containers', verb: 'start', ids: ['id-shop-db-1'] },
    { do: 'containers', verb: 'stop', ids: ['id-shop-web-1'] },
    { do: 'containers', verb: 'restart', ids: ['id-shop-web-1'] },
  ]);
});

test('many are bounded, and counted', () => {
  const containers = Array.from({ length: 1000 }, (_none, index) =>
    container(`c${String(index).padStart(4, '0')}`, { project: `p${String(index)}` }),
  );
  const items = trayItems({ ...STATE, containers }, t);
  expect(labels(items)).toEqual(expect.arrayContaining(['And 992 more', 'And 985 more']));
  expect(items.length).toBeLessThan(45);
  expect(trayHint({ ...STATE, containers }, t)).toBe('Slipway: default, 1,000 containers running');
});

test.each([
  ['a&b', 'a&&b'],
  ['a\nb\tc', 'a\ufffdb\ufffdc'],
  ['exe\u202egnp', 'exe\ufffdgnp'],
  ['x'.repeat(300), `${'x'.repeat(39)}…`],
  ['\u6f22'.repeat(50), `${'\u6f22'.repeat(39)}…`],
])('%j is shown as %j', (name, shown) => expect(label(name)).toBe(shown));

test('whatever names are: one short line each', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'binary' }), (name, project) => {
      const containers = [container(name, { project }), container(name, { project, state: 'stopped' })];
      for (const line of labels(flat(trayItems({ ...STATE, engine: { state: 'connected', name }, containers }, t)))) {
        expect(Array.from(line.replaceAll('&&', '&')).length).toBeLessThanOrEqual(40);
        expect(line.replaceAll('&&', '')).not.toMatch(/&|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }
    }),
    { numRuns: 200 },
  ));

test.each([
  ['running', 'broken', false, 'attention'],
  ['on', 'connected', true, 'attention'],
  ['on', 'connected', false, 'running'],
] as const)('%s, %s, failed %s: %s', (_what, engine, failed, look) =>
  expect(trayLook({ ...STATE, engine: { state: engine, name: 'x' }, machine: { power: 'on', failed } })).toBe(look),
);

const row = (id: string, state: ContainerRow['state']): ContainerRow => ({
  ...{ id, name: id, image: '', imageId: '', command: '', created: 0, state, health: 'none', exitCode: null },
  ...{ startedAt: null, finishedAt: null, timesExact: true, ports: [], project: null, service: null, labels: {} },
  ...{ networks: [], volumes: [], pending: null },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function followed() {
  let push: (change: ContainerChange) => void = () => undefined;
  const watches: AbortSignal[] = [];
  const run = vi.fn(() => Promise.reject(new Error('no such container')));
  const log = vi.fn();
  const tray = createTray({
    ...{ t, log, run, around: () => STATE, onAround: () => () => undefined },
    containers: async function* (signal) {
      watches.push(signal);
      while (!signal.aborted) yield await new Promise<ContainerChange>((resolve) => (push = resolve));
    },
    ...{ machine: vi.fn(), openRoute: vi.fn(), doNotDisturb: vi.fn() },
  });
  const tell = async (...changes: readonly ContainerChange[]): Promise<void> => {
    for (const change of changes) {
      push(change);
      await vi.advanceTimersByTimeAsync(1);
    }
  };
  return { tray, tell, watches, log };
}

test('a storm makes one new menu; the same menu again makes none; nobody listening, nothing followed', async () => {
  const { tray, tell, watches } = followed();
  expect(watches).toHaveLength(0);
  const changed = vi.fn();
  const stop = tray.onChange(changed);
  await tell(
    { type: 'reset' },
    ...Array.from({ length: 50 }, (_none, index) => ({
      type: 'upsert' as const,
      rows: [row(`c${String(index)}`, 'running')],
    })),
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect(changed).toHaveBeenCalledOnce();
  expect(tray.hint()).toContain('50 containers running');
  await tell({ type: 'upsert', rows: [row('c1', 'running'), row('old', 'exited')] });
  await vi.advanceTimersByTimeAsync(1000);
  expect(changed).toHaveBeenCalledOnce();
  await tell({ type: 'upsert', rows: [row('c1', 'exited')] });
  await vi.advanceTimersByTimeAsync(1000);
  expect(changed).toHaveBeenCalledTimes(2);
  stop();
  expect(watches[0]?.aborted).toBe(true);
});

test('what fails is no reason to fall over', async () => {
  const { tray, log } = followed();
  await tray.act({ do: 'containers', verb: 'stop', ids: ['x'] });
  expect(log).toHaveBeenCalledWith('tray: containers: Error: no such container');
});
