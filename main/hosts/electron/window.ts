import { BrowserWindow, Menu, type RenderProcessGoneDetails, type WebPreferences, dialog, nativeTheme } from 'electron';
import { APP_ORIGIN } from './app-url';
import { createCrashGuard } from './crash-guard';
import { textMenu } from './menu';

/** The page's own background (`--sw-bg`), so that nothing flashes before its first paint. */
const BACKGROUND = { dark: '#12171a', light: '#f4f6f7' };

export interface WindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly onCrash: (details: RenderProcessGoneDetails) => void;
}

// Most are Electron's defaults; said here because the app rests on them.
const webPreferences = (preload: string): Readonly<WebPreferences> =>
  Object.freeze({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    // The checker would fetch its dictionaries from the network.
    spellcheck: false,
  });

async function tellOfCrashes(window: BrowserWindow, details: RenderProcessGoneDetails): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The Slipway window keeps failing',
    detail: `Reason: ${details.reason}, exit code ${details.exitCode}. Your containers are not affected.`,
    buttons: ['Load it again', 'Close the window'],
    cancelId: 1,
    noLink: true,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.destroy();
}

function reloadAfterCrashes(window: BrowserWindow, onCrash: WindowOptions['onCrash']): void {
  const mayReload = createCrashGuard(() => performance.now());
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    onCrash(details);
    // Not within the event: the old process is still being taken down.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (mayReload()) window.webContents.reload();
      else void tellOfCrashes(window, details);
    });
  });
}

function openWindow({ preload, onCrash }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 400,
    show: false,
    title: 'Slipway',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: webPreferences(preload),
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('context-menu', (_event, params) => {
    const items = textMenu(params);
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
  reloadAfterCrashes(window, onCrash);
  // A page that cannot be loaded is reported by the protocol's answer; the rejection says no more.
  void window.loadURL(`${APP_ORIGIN}/`).catch(() => undefined);
  return window;
}

function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

let shown: BrowserWindow | null = null;

/** Opens the app's one window, or brings it back into sight. */
export function showWindow(options: WindowOptions): void {
  if (shown !== null) {
    focusWindow(shown);
    return;
  }
  shown = openWindow(options);
  shown.once('closed', () => (shown = null));
}
