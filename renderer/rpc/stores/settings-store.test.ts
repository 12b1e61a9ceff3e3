import { beforeEach, expect, test, vi } from 'vitest';
import type { SettingsState, SettingsValue } from '../../../main/contract/settings';

interface Reply {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}
const main = vi.hoisted(() => ({
  tell: (_: Pick<SettingsState, 'value'>): void => undefined,
  replies: [] as Reply[],
}));
vi.mock('../client', () => ({
  rpc: {
    call: () => new Promise<void>((resolve, reject) => main.replies.push({ resolve, reject })),
  },
}));
vi.mock('../use-stream', () => ({
  watch: (_path: string, _input: unknown, events: { onItem: (state: SettingsState) => void }) => {
    main.tell = ({ value }) => events.onItem({ value, notices: [], problems: [], file: '/data/settings.json' });
    return () => undefined;
  },
}));

const { resetSettings, setSetting, startSettingsStore, updateSettings, useSettings } = await import('./settings-store');

const value = (given: Partial<SettingsValue> = {}): SettingsValue => ({
  theme: 'system',
  engine: { selected: null, consented: [] },
  containers: { columns: [], sortBy: 'name', descending: false, grouped: true, collapsed: [], detailsShare: 50 },
  images: { grouped: true, collapsed: [], hidden: [] },
  logs: {
    ...{ timestamps: 'off', wrap: true, fontSize: 12, histogram: false, highlights: [], savedSearches: [] },
  },
  machine: {
    ...{ cpus: 2, memoryMiB: 2048, diskGiB: 64, shares: null, sleepAfterMinutes: 5 },
    ...{ publishOn: '127.0.0.1', autoStart: false },
    access: { mirrors: [], insecure: [], httpProxy: '', httpsProxy: '', noProxy: [], authorities: [] },
  },
  disk: { queries: [] },
  stats: { history: true },
  terminal: { fontSize: 13, font: '', theme: 'app', clipboardWrite: false, screenReader: false },
  bin: { enabled: true, hours: 24, maxBytes: 1e10 },
  pulls: { dailyCheck: false },
  appearance: { language: 'system', zoom: 100, sidebar: true, views: [] },
  keys: { bindings: {} },
  notifications: {
    ...{
      doNotDisturb: false,
      doNotDisturbUntil: null,
      longTaskSeconds: 30,
      patterns: [],
      died: 'system',
      unhealthy: 'system',
    },
    ...{ outOfMemory: 'system', pattern: 'system', lowDisk: 'system', longTask: 'system' },
  },
  desktop: { tray: true, closeToTray: false, startAtLogin: false, startHidden: true, onQuit: 'ask' },
  updates: { check: 'daily', skip: '' },
  advanced: { logLevel: 'info' },
  welcome: { done: false, tourDone: false },
  ...given,
});
const shown = (): SettingsValue | null => useSettings.getState().value;

beforeEach(() => {
  main.replies.length = 0;
  startSettingsStore();
  main.tell({ value: value() });
});

test('a change shows at once, and stays while main takes it over', async () => {
  const update = updateSettings({ theme: 'dark' });
  expect(shown()?.theme).toBe('dark');
  main.replies[0]?.resolve();
  await update;
  expect(shown()?.theme).toBe('dark');
  main.tell({ value: value({ theme: 'dark' }) });
  main.tell({ value: value({ theme: 'light' }) });
  expect(shown()?.theme).toBe('light');
});

test('the state may come before the answer; what comes later then counts', async () => {
  const update = updateSettings({ theme: 'dark' });
  main.tell({ value: value({ theme: 'dark' }) });
  main.replies[0]?.resolve();
  await update;
  main.tell({ value: value({ theme: 'light' }) });
  expect(shown()?.theme).toBe('light');
});

test('an older state does not undo the change that is on its way', async () => {
  const updates = [updateSettings({ theme: 'dark' }), updateSettings({ containers: { grouped: false } })];
  main.tell({ value: value({ theme: 'light' }) });
  expect([shown()?.theme, shown()?.containers.grouped]).toEqual(['dark', false]);
  for (const reply of main.replies) reply.resolve();
  await Promise.all(updates);
  main.tell({ value: value() });
  expect(shown()).toEqual(value());
});

test('a change that failed is taken back', async () => {
  const update = updateSettings({ containers: { sortBy: 'image' } });
  expect(shown()?.containers).toMatchObject({ sortBy: 'image', grouped: true });
  main.replies[0]?.reject(new Error('no'));
  await expect(update).rejects.toThrow('no');
  expect(shown()?.containers.sortBy).toBe('name');
});

test('one is set by its key, and some are reset', async () => {
  const set = setSetting('terminal.fontSize', 20);
  expect(shown()?.terminal).toMatchObject({ fontSize: 20, theme: 'app' });
  const theme = setSetting('theme', 'dark');
  const reset = resetSettings(
    new Map<string, unknown>([
      ['terminal.fontSize', 13],
      ['nothing.here', 1],
    ]),
  );
  expect(shown()).toMatchObject({ theme: 'dark', terminal: { fontSize: 13 } });
  main.replies[0]?.reject(new Error('no'));
  await expect(set).rejects.toThrow('no');
  main.replies[1]?.resolve();
  main.replies[2]?.resolve();
  await Promise.all([theme, reset]);
  main.tell({ value: value() });
  expect(shown()).toEqual(value());
});
