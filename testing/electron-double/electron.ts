/**
 * What Slipway's main process imports from `electron`, over Debian's Chromium: enough to run the built main and preload as
 * they are. Menus, dialogs and the system's browser are only recorded; there is no sandbox setup, asar or native window.
 */
import { BrowserWindow } from './browser-window';
import { serveControl } from './control';
import { record } from './record';

export { app } from './application';
export { BrowserWindow };
export { Notification, Tray, nativeImage, powerMonitor, screen } from './desktop';
export { ipcMain } from './ipc';
export { MessageChannelMain } from './ports';
export { safeStorage } from './keychain';
export { protocol } from './scheme';
export { session } from './session';

export const shell = {
  openExternal: async (url: string): Promise<void> => {
    record.openedExternally.push(url);
  },
  openPath: async (path: string): Promise<string> => {
    record.openedPaths.push(path);
    return '';
  },
};

export const dialog = {
  showErrorBox: (title: string, content: string): void => {
    record.dialogs.push({ title, content });
    process.stderr.write(`${title}\n${content}\n`);
  },
  /** The answer is the last button. */
  showMessageBox: async (...asked: readonly unknown[]) => {
    const options = asked.at(-1) as { readonly message: string; readonly buttons: readonly string[] };
    record.dialogs.push({ message: options.message, buttons: options.buttons });
    return { response: options.buttons.length - 1, checkboxChecked: false };
  },
};

export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown[]): void => {
    record.menu = menu;
  },
};

let themeSource: 'system' | 'dark' | 'light' = 'system';
export const nativeTheme = {
  get shouldUseDarkColors() {
    return themeSource === 'dark';
  },
  get themeSource() {
    return themeSource;
  },
  set themeSource(source) {
    themeSource = source;
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.setColorScheme(source === 'system' ? '' : source);
  },
};

serveControl();
