import {
  BrowserWindow,
  Menu,
  type Rectangle,
  type RenderProcessGoneDetails,
  type WebPreferences,
  nativeTheme,
} from 'electron';
import { APP_ORIGIN } from './app-url';
import { textMenu } from './menu';
import { type CrashOptions, surviveCrashes } from './window-crashes';
import { SMALLEST, type WindowStateStore, placeWindow } from './window-state';

/** The page's own background (`--sw-bg`), so that nothing flashes before its first paint. */
const BACKGROUND = { dark: '#12171a', light: '#f4f6f7' };
/** A window that is dragged says so many times a second. */
const SAVE_MS = 500;

export interface WindowOptions extends Omit<CrashOptions, 'onCrash'> {
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly onCrash: (details: RenderProcessGoneDetails) => void;
  readonly state: WindowStateStore;
  /** What each display leaves to windows, the primary one's first. */
  readonly areas: () => readonly Rectangle[];
  /** Of the page, in per cent. */
  readonly zoom: () => number;
  readonly onZoom: (step: 'in' | 'out') => void;
  /** The user closes the window; false: it is only to go out of sight. */
  readonly mayClose: (window: BrowserWindow) => boolean;
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

function keepState(window: BrowserWindow, store: WindowStateStore): void {
  let timer: NodeJS.Timeout | null = null;
  const save = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (window.isDestroyed()) return;
    store.save({
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    });
  };
  const later = (): void => {
    timer ??= setTimeout(save, SAVE_MS).unref();
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('enter-full-screen', later);
  window.on('leave-full-screen', later);
  window.on('close', save);
}

/** Maximizing shows a window, so it waits for the first paint as showing does. */
function showOnceReady(window: BrowserWindow, { maximized, fullScreen }: ReturnType<WindowStateStore['read']>): void {
  window.once('ready-to-show', () => {
    if (fullScreen) window.setFullScreen(true);
    else if (maximized) window.maximize();
    window.show();
  });
}

function openWindow(options: WindowOptions): BrowserWindow {
  const { preload, state, areas, zoom, onZoom, mayClose } = options;
  const left = state.read();
  const window = new BrowserWindow({
    ...placeWindow(left, areas()),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Slipway',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: webPreferences(preload),
  });
  const { webContents } = window;
  showOnceReady(window, left);
  keepState(window, state);
  window.on('close', (event) => {
    if (!mayClose(window)) event.preventDefault();
  });
  webContents.on('context-menu', (_event, params) => {
    const items = textMenu(params);
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
  webContents.on('did-finish-load', () => webContents.setZoomFactor(zoom() / 100));
  // The wheel with Ctrl: Electron tells, and zooms nothing by itself.
  webContents.on('zoom-changed', (_event, direction) => onZoom(direction));
  surviveCrashes(window, options);
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

/** The app's one window; null: it is closed. */
export const theWindow = (): BrowserWindow | null => shown;
