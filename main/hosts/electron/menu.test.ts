import { expect, test } from 'vitest';
import { appMenu, textMenu } from './menu';

const roles = (platform: NodeJS.Platform, packaged: boolean): unknown[] =>
  appMenu(platform, packaged).flatMap(
    ({ role, submenu }) => role ?? (Array.isArray(submenu) ? submenu.map((item) => item.role) : []),
  );

test.each([
  ['darwin', 'appMenu', 'close'],
  ['win32', 'editMenu', 'quit'],
  ['linux', 'editMenu', 'quit'],
] as const)('%s has its usual menus', (platform, own, end) => {
  expect(roles(platform, true)).toEqual(
    expect.arrayContaining([
      own,
      end,
      'editMenu',
      'reload',
      'resetZoom',
      'zoomIn',
      'zoomOut',
      'togglefullscreen',
      'windowMenu',
    ]),
  );
  expect(roles(platform, true).includes('appMenu')).toBe(platform === 'darwin');
});

test('developer tools are for development', () => {
  expect(roles('linux', true)).not.toContain('toggleDevTools');
  expect(roles('linux', false)).toContain('toggleDevTools');
});

test('text can be copied, and pasted where it can be edited', () => {
  const of = (isEditable: boolean, selectionText: string): unknown[] =>
    textMenu({ isEditable, selectionText }).flatMap(({ role }) => role ?? []);
  expect(of(true, '')).toEqual(['cut', 'copy', 'paste', 'selectAll']);
  expect(of(false, 'text')).toEqual(['copy']);
  expect(of(false, ' \n')).toEqual([]);
});
