import { expect, test, vi } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { createTexts } from '../../../texts/translate';
import { accelerator } from './accelerator';
import { type AppMenuOptions, appMenu, textMenu } from './menu';

type Item = MenuItemConstructorOptions;

const options = (more: Partial<AppMenuOptions> = {}): AppMenuOptions => ({
  ...{ platform: 'linux', packaged: true, t: createTexts('en', {}).t, bindings: {} },
  ...{ openRoute: vi.fn(), command: vi.fn(), zoom: vi.fn(), openLogs: vi.fn(), quit: vi.fn() },
  ...more,
});
const items = (menu: readonly Item[]): readonly Item[] =>
  menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
const roles = (more: Partial<AppMenuOptions>): unknown[] =>
  items(appMenu(options(more))).flatMap(({ role }) => role ?? []);
const click = (menu: readonly Item[], label: string): void => {
  const item = items(menu).find((each) => each.label === label);
  (item?.click as (() => void) | undefined)?.();
};

test.each([
  ['darwin', ['about', 'services', 'hide', 'hideOthers', 'unhide', 'close', 'help']],
  ['win32', ['close', 'help']],
  ['linux', ['close', 'help']],
] as const)('%s has its usual menus', (platform, own) => {
  expect(roles({ platform })).toEqual(expect.arrayContaining([...own, 'editMenu', 'togglefullscreen', 'windowMenu']));
  expect(roles({ platform }).includes('services')).toBe(platform === 'darwin');
  const labels = appMenu(options({ platform })).flatMap(({ label }) => label ?? []);
  expect(labels).toEqual([...(platform === 'darwin' ? ['Slipway'] : []), '&File', '&View', '&Help']);
});

test('developer tools are for development', () => {
  expect(roles({ packaged: true })).not.toContain('toggleDevTools');
  expect(roles({ packaged: false })).toContain('toggleDevTools');
});

test('no two items have the same key, whatever the system', () => {
  for (const platform of ['darwin', 'win32', 'linux'] as const) {
    const keys = items(appMenu(options({ platform }))).flatMap((item) => item.accelerator ?? []);
    expect(new Set(keys).size, platform).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(12);
  }
});

test('what the page does is asked of the page', () => {
  const given = options();
  const menu = appMenu(given);
  for (const label of ['Images', 'Find anything…', 'Zoom in', '&Quit']) click(menu, label);
  expect(given.openRoute).toHaveBeenCalledWith('/images');
  expect(given.command).toHaveBeenCalledWith('app.palette');
  expect(given.zoom).toHaveBeenCalledWith('in');
  expect(given.quit).toHaveBeenCalledOnce();
});

test("the user's own keys are shown, and left to the page", () => {
  const menu = appMenu(
    options({ bindings: { 'app.palette': ['mod+shift+p'], 'app.keys': [], 'app.sidebar': ['x+y+z'] } }),
  );
  const of = (label: string): Item | undefined => items(menu).find((item) => item.label === label);
  expect(of('Find anything…')).toMatchObject({ accelerator: 'CmdOrCtrl+Shift+P', registerAccelerator: false });
  expect(of('Keys')).not.toHaveProperty('accelerator');
  expect(of('Show or hide the sidebar')).not.toHaveProperty('accelerator');
});

test.each([
  ['mod+k', 'CmdOrCtrl+K'],
  ['?', '?'],
  ['shift+F10', 'Shift+F10'],
  ['mod+Plus', 'CmdOrCtrl+Plus'],
  ['Delete', 'Delete'],
  ['\u6f22', null],
  ['mod+', null],
  ['F99', null],
  ['', null],
  ['hyper+a', null],
])('%s is %s to Electron', (keys, written) => expect(accelerator(keys)).toBe(written));

test('text can be copied, and pasted where it can be edited', () => {
  const of = (isEditable: boolean, selectionText: string): unknown[] =>
    textMenu({ isEditable, selectionText }).flatMap(({ role }) => role ?? []);
  expect(of(true, '')).toEqual(['cut', 'copy', 'paste', 'selectAll']);
  expect(of(false, 'text')).toEqual(['copy']);
  expect(of(false, ' \n')).toEqual([]);
});
