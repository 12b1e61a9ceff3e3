import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** Standard roles only: the system gives them their words, keys and behaviour. */
export function appMenu(platform: NodeJS.Platform, packaged: boolean): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    ...(packaged ? [] : [{ role: 'toggleDevTools' } as const]),
    SEPARATOR,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    SEPARATOR,
    { role: 'togglefullscreen' },
  ];
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [{ role: mac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    { label: '&View', submenu: view },
    { role: 'windowMenu' },
  ];
}

/** For text only; the page's own menus keep Electron from asking here. */
export function textMenu(
  params: Pick<ContextMenuParams, 'isEditable' | 'selectionText'>,
): MenuItemConstructorOptions[] {
  if (params.isEditable)
    return [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, SEPARATOR, { role: 'selectAll' }];
  return params.selectionText.trim() === '' ? [] : [{ role: 'copy' }];
}
