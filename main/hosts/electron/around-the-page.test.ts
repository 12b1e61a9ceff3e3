import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TrayItem } from '../../services/shell/tray';
import { HIDDEN_FLAG, autostart, followLoginSetting, loginItem } from './login-item';
import { systemNotices } from './notices';
import { askAboutClosing, askAboutMachine } from './questions';
import { showTray } from './tray';
import { zoomed } from './zoom';

let home = '';
beforeAll(() => (home = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-login-'))));
afterAll(() => fs.rmSync(home, { recursive: true }));

test('Linux: a desktop entry, made, removed, and believed when its user changed it', () => {
  const item = autostart({ env: {}, homeDir: home, program: '/opt/My "$App"/slip%way' });
  const file = path.join(home, '.config/autostart/slipway.desktop');
  expect(item.isSet()).toBe(false);
  item.set(true, true);
  expect(item.isSet()).toBe(true);
  const text = fs.readFileSync(file, 'utf8');
  expect(text).toContain(String.raw`Exec="/opt/My \\"\\$App\\"/slip%%way" --hidden`);
  fs.writeFileSync(file, text.replace('enabled=true', 'enabled=false'));
  expect(item.isSet()).toBe(false);
  item.set(false, false);
  expect(fs.existsSync(file)).toBe(false);
});

test('Windows and macOS: the system keeps it; a checkout has none', () => {
  const set: object[] = [];
  const app = {
    isPackaged: true,
    setLoginItemSettings: (settings: object) => void set.push(settings),
    getLoginItemSettings: (options: { args?: string[] }) => ({ openAtLogin: options.args?.[0] === HIDDEN_FLAG }),
  };
  const options = { app: app as never, env: {}, homeDir: home, execPath: 'x' };
  const windows = loginItem({ ...options, platform: 'win32' });
  expect(windows?.isSet()).toBe(true);
  windows?.set(true, false);
  expect(set).toEqual([
    { args: [HIDDEN_FLAG], openAtLogin: false },
    { args: [], openAtLogin: true },
  ]);
  loginItem({ ...options, platform: 'darwin' })?.set(true, true);
  expect(set.at(-1)).toEqual({ openAtLogin: true });
  expect(loginItem({ ...options, app: { ...app, isPackaged: false } as never, platform: 'linux' })).toBeNull();
});

test('the setting is what the system has; a wish that cannot be met is taken back', async () => {
  let value = { startAtLogin: true, startHidden: true };
  let told: () => void = () => undefined;
  const settings = {
    value: () => ({ desktop: value }),
    onChange: (listener: () => void) => ((told = listener), () => undefined),
    update: async (patch: { desktop: Partial<typeof value> }) => {
      value = { ...value, ...patch.desktop };
      told();
    },
  };
  const item = { isSet: () => false, set: vi.fn() };
  await followLoginSetting(item, settings, vi.fn());
  expect(value.startAtLogin).toBe(false);
  await settings.update({ desktop: { startAtLogin: true } });
  expect(item.set.mock.calls).toEqual([[true, true]]);
  await settings.update({ desktop: { startHidden: false } });
  expect(item.set).toHaveBeenLastCalledWith(true, false);
  item.set.mockImplementation(() => {
    throw new Error('EACCES');
  });
  await settings.update({ desktop: { startAtLogin: false } });
  await settings.update({ desktop: { startAtLogin: true } });
  expect(value.startAtLogin).toBe(false);
});

function shownNotices(platform: NodeJS.Platform) {
  const made: (EventEmitter & { options: { title?: string; body?: string }; closed: boolean })[] = [];
  const open = vi.fn();
  const notices = systemNotices(
    {
      create: (options) => {
        const notice = Object.assign(new EventEmitter(), { options, closed: false, show: () => undefined });
        made.push(notice);
        return Object.assign(notice, { close: () => void (notice.closed = true) });
      },
      ...{ isSupported: () => true, inFront: () => false, open },
    },
    platform,
  );
  return { made, open, notices };
}

test('a notification: hostile words as words, a click shows its view, a newer one takes its place, few are held', () => {
  const { made, open, notices } = shownNotices('linux');
  notices.show({
    id: 'a',
    title: 'web\u202e died\u001b[31m',
    body: '<img src=x>&amp; one\ntwo',
    route: '/containers/a',
  });
  expect(made[0]?.options).toEqual({ title: 'web\ufffd died\ufffd[31m', body: '\u2039img src=x>\uff06amp; one\ntwo' });
  notices.show({ id: 'a', title: 'again', body: '', route: '/containers/a' });
  expect(made[0]?.closed).toBe(true);
  made[1]?.emit('click');
  expect(open).toHaveBeenCalledWith('/containers/a');
  for (let count = 0; count < 60; count += 1) notices.show({ id: String(count), title: '', body: '', route: null });
  expect(made.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(52);
  notices.withdraw('59');
  expect(made.at(-1)?.closed).toBe(true);
});

test('the tray has the menu of its model, anew when that changes, and its clicks are done where they belong', () => {
  const items: TrayItem[] = [
    { kind: 'deed', label: 'Open', deed: { do: 'open' } },
    { kind: 'words', label: 'Engine' },
    {
      kind: 'menu',
      label: 'web',
      items: [{ kind: 'deed', label: 'Stop', deed: { do: 'containers', verb: 'stop', ids: ['x'] } }],
    },
    { kind: 'deed', label: 'Logs', deed: { do: 'route', route: '/logs' } },
    { kind: 'deed', label: 'Port', deed: { do: 'url', url: 'http://localhost:1/' } },
    { kind: 'deed', label: 'Quiet', deed: { do: 'do-not-disturb', on: true }, checked: false },
    { kind: 'separator' },
  ];
  let changed: () => void = () => undefined;
  let look: 'running' | 'stopped' = 'stopped';
  const stop = vi.fn();
  const model = { items: () => items, look: () => look, hint: () => 'hint', act: vi.fn(async () => undefined) };
  const icon = Object.assign(new EventEmitter(), {
    ...{ setImage: vi.fn(), setToolTip: vi.fn(), setContextMenu: vi.fn(), destroy: vi.fn() },
  });
  const host = { open: vi.fn(), quit: vi.fn(), openUrl: vi.fn() };
  const remove = showTray(
    { ...model, onChange: (listener) => ((changed = listener), stop) },
    {
      ...{ platform: 'win32', ...host, image: (name: string) => name as never, createTray: () => icon as never },
      buildMenu: (template) => template as never,
    },
  );
  const menu = icon.setContextMenu.mock.calls[0]?.[0] as {
    label: string;
    click?: () => void;
    submenu?: { click(): void }[];
    checked?: boolean;
  }[];
  expect(menu.map(({ label }) => label)).toEqual(['Open', 'Engine', 'web', 'Logs', 'Port', 'Quiet', undefined]);
  expect(menu[5]).toMatchObject({ type: 'checkbox', checked: false });
  menu[0]?.click?.();
  menu[2]?.submenu?.[0]?.click();
  menu[3]?.click?.();
  menu[4]?.click?.();
  expect(host.open).toHaveBeenCalledTimes(2);
  expect(model.act.mock.calls).toEqual([
    [{ do: 'containers', verb: 'stop', ids: ['x'] }],
    [{ do: 'route', route: '/logs' }],
  ]);
  expect(host.openUrl).toHaveBeenCalledWith('http://localhost:1/');
  look = 'running';
  changed();
  expect(icon.setImage).toHaveBeenCalledWith('running');
  icon.emit('double-click');
  expect(host.open).toHaveBeenCalledTimes(3);
  remove();
  expect(stop).toHaveBeenCalledOnce();
  expect(icon.destroy).toHaveBeenCalledOnce();
});

test('questions name what is lost, and nothing is lost by leaving them', async () => {
  const asked: { detail?: string; cancelId?: number }[] = [];
  let response = 2;
  const dialog = {
    showMessageBox: async (...args: unknown[]) => {
      asked.push(args.at(-1) as object);
      return { response, checkboxChecked: true };
    },
  } as never;
  const t = (text: string): string => text;
  expect(await askAboutMachine(dialog, null, t, 3)).toBeNull();
  expect(asked[0]).toMatchObject({ cancelId: 2, detail: expect.stringContaining('nothing is deleted') as string });
  response = 1;
  expect(await askAboutMachine(dialog, null, t, null)).toEqual({ end: 'keep', always: true });
  expect(await askAboutClosing(dialog, { isDestroyed: () => false } as never, t)).toBe(false);
});

test.each([
  [100, 'in', 110],
  [100, 'out', 90],
  [97, 'in', 100],
  [300, 'in', 300],
  [50, 'out', 50],
  [175, 'reset', 100],
] as const)('zoom %d %s: %d', (percent, step, next) => expect(zoomed(percent, step)).toBe(next));
