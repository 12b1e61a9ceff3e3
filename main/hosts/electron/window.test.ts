import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';

const electron = vi.hoisted(() => ({
  options: [] as Record<string, unknown>[],
  windows: [] as unknown[],
  popups: [] as unknown[],
  dialogs: [] as unknown[],
  answer: 0,
  dark: false,
  url: 'slipway://app/containers',
}));

vi.mock('electron', () => ({
  BrowserWindow: function BrowserWindow(options: Record<string, unknown>) {
    electron.options.push(options);
    const window = Object.assign(new EventEmitter(), {
      webContents: Object.assign(new EventEmitter(), {
        reload: vi.fn(),
        setZoomFactor: vi.fn(),
        forcefullyCrashRenderer: vi.fn(),
        getURL: () => electron.url,
      }),
      hide: vi.fn(),
      maximize: vi.fn(),
      setFullScreen: vi.fn(),
      getNormalBounds: () => ({ x: 5, y: 6, width: 700, height: 500 }),
      isMaximized: () => true,
      isFullScreen: () => false,
      show: vi.fn(),
      focus: vi.fn(),
      restore: vi.fn(),
      destroy: vi.fn(),
      isMinimized: () => true,
      isDestroyed: () => false,
      loadURL: vi.fn((url: string) => {
        electron.url = url;
        return Promise.reject(new Error('ERR_ABORTED'));
      }),
    });
    electron.windows.push(window);
    return window;
  },
  Menu: { buildFromTemplate: (items: unknown) => ({ popup: () => electron.popups.push(items) }) },
  dialog: {
    showMessageBox: async (_window: unknown, options: unknown) => {
      electron.dialogs.push(options);
      return { response: electron.answer };
    },
  },
  nativeTheme: {
    get shouldUseDarkColors() {
      return electron.dark;
    },
  },
}));

const { showWindow } = await import('./window');

const saved: unknown[] = [];
const left = { bounds: null, maximized: false, fullScreen: false, closingTold: false };
const calls = {
  mayClose: vi.fn(() => true),
  openLogs: vi.fn(),
  quit: vi.fn(),
  onZoom: vi.fn(),
  onUnresponsive: vi.fn(),
};

interface FakeWindow extends EventEmitter {
  readonly webContents: EventEmitter & {
    readonly reload: ReturnType<typeof vi.fn>;
    readonly setZoomFactor: ReturnType<typeof vi.fn>;
    readonly forcefullyCrashRenderer: ReturnType<typeof vi.fn>;
  };
  readonly maximize: ReturnType<typeof vi.fn>;
  readonly show: ReturnType<typeof vi.fn>;
  readonly destroy: ReturnType<typeof vi.fn>;
  readonly loadURL: ReturnType<typeof vi.fn>;
}

const PRELOAD = '/app/out/preload/preload.cjs';
const onCrash = vi.fn();
const opened = (state: object = {}): FakeWindow => {
  showWindow({
    ...{ preload: PRELOAD, onCrash, ...calls, t: (text) => text, zoom: () => 125 },
    state: { read: () => ({ ...left, ...state }), save: (patch) => saved.push(patch) },
    areas: () => [{ x: 0, y: 0, width: 1920, height: 1080 }],
  });
  return electron.windows.at(-1) as FakeWindow;
};
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const crash = async (window: FakeWindow, reason = 'crashed'): Promise<void> => {
  window.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  await nextTurn();
};

beforeEach(() => {
  // The window before is gone.
  (electron.windows.at(-1) as FakeWindow | undefined)?.emit('closed');
  Object.assign(electron, { options: [], windows: [], popups: [], dialogs: [], answer: 0, dark: false });
  saved.length = 0;
  calls.mayClose.mockReturnValue(true);
  onCrash.mockClear();
});

test('the preferences are these, exactly, and frozen', () => {
  opened();
  const preferences = electron.options[0]?.webPreferences;
  expect(preferences).toStrictEqual({
    preload: PRELOAD,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    spellcheck: false,
  });
  expect(Object.isFrozen(preferences)).toBe(true);
});

test('it loads the page of its own scheme, and shows once that is painted', () => {
  const window = opened();
  expect(window.loadURL.mock.calls).toEqual([['slipway://app/']]);
  expect(electron.options[0]).toMatchObject({ show: false });
  expect(window.show).not.toHaveBeenCalled();
  window.emit('ready-to-show');
  expect(window.show).toHaveBeenCalledOnce();
});

test("its background is the page's own, in either theme", () => {
  const tokens = fs.readFileSync(path.resolve(import.meta.dirname, '../../../renderer/ui/theme/tokens.css'), 'utf8');
  const [light, dark] = [...tokens.matchAll(/--sw-bg: (#[0-9a-f]{6});/g)].map(([, color]) => color);
  opened().emit('closed');
  electron.dark = true;
  opened();
  expect(light).not.toBe(dark);
  expect(electron.options.map((options) => options.backgroundColor)).toEqual([light, dark]);
});

test('a page that crashed is loaded again three times; then there is one without scripts; then the user decides', async () => {
  const window = opened();
  electron.url = 'slipway://app/containers';
  for (let count = 1; count <= 3; count += 1) {
    await crash(window);
    expect(window.webContents.reload).toHaveBeenCalledTimes(count);
  }
  await crash(window, 'oom');
  expect(window.loadURL).toHaveBeenLastCalledWith('slipway://app/safe');
  expect(electron.dialogs).toEqual([]);
  expect(onCrash).toHaveBeenCalledTimes(4);
  await crash(window, 'oom');
  expect(electron.dialogs).toMatchObject([{ buttons: ['Load it again', 'Close the window'] }]);
  await vi.waitFor(() => expect(window.loadURL).toHaveBeenLastCalledWith('slipway://app/'));
  electron.url = 'slipway://app/safe';
  electron.answer = 1;
  await crash(window);
  await vi.waitFor(() => expect(window.destroy).toHaveBeenCalledOnce());
});

test('links of the safe page do what they say there, and nothing anywhere else', () => {
  const window = opened();
  const navigate = (url: string): boolean => {
    const event = { url, preventDefault: vi.fn() };
    window.webContents.emit('will-navigate', event);
    return event.preventDefault.mock.calls.length > 0;
  };
  electron.url = 'slipway://app/containers';
  expect(navigate('slipway://app/safe/quit')).toBe(true);
  expect(calls.quit).not.toHaveBeenCalled();
  electron.url = 'slipway://app/safe';
  expect([navigate('slipway://app/safe/quit'), navigate('slipway://app/safe/logs')]).toEqual([true, true]);
  expect(calls.quit).toHaveBeenCalledOnce();
  expect(calls.openLogs).toHaveBeenCalledOnce();
  expect(navigate('slipway://app/')).toBe(false);
});

test('a window that hangs: asked once, and made anew if the user says so', async () => {
  const window = opened();
  window.emit('unresponsive');
  window.emit('unresponsive');
  expect(electron.dialogs).toHaveLength(1);
  await vi.waitFor(() => expect(window.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce());
  electron.answer = 1;
  await nextTurn();
  window.emit('unresponsive');
  await nextTurn();
  expect(window.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce();
});

test('it opens as it was left, in the zoom of the setting, and is remembered as it is', () => {
  const window = opened({ bounds: { x: 100, y: 50, width: 900, height: 600 }, maximized: true });
  expect(electron.options[0]).toMatchObject({ x: 100, y: 50, width: 900, height: 600 });
  window.emit('ready-to-show');
  expect(window.maximize).toHaveBeenCalledOnce();
  window.webContents.emit('did-finish-load');
  expect(window.webContents.setZoomFactor).toHaveBeenCalledWith(1.25);
  window.webContents.emit('zoom-changed', {}, 'in');
  expect(calls.onZoom).toHaveBeenCalledWith('in');
  const event = { preventDefault: vi.fn() };
  window.emit('close', event);
  expect(saved).toEqual([{ bounds: { x: 5, y: 6, width: 700, height: 500 }, maximized: true, fullScreen: false }]);
  expect(event.preventDefault).not.toHaveBeenCalled();
  calls.mayClose.mockReturnValue(false);
  window.emit('close', event);
  expect(event.preventDefault).toHaveBeenCalledOnce();
});

test('a page that ended in good order is left alone', async () => {
  const window = opened();
  await crash(window, 'clean-exit');
  expect(window.webContents.reload).not.toHaveBeenCalled();
  expect(onCrash).not.toHaveBeenCalled();
});

test('a menu for text, none elsewhere', () => {
  const window = opened();
  window.webContents.emit('context-menu', {}, { isEditable: false, selectionText: '' });
  expect(electron.popups).toEqual([]);
  window.webContents.emit('context-menu', {}, { isEditable: false, selectionText: 'text' });
  expect(electron.popups).toEqual([[{ role: 'copy' }]]);
});

test('there is one window: it is brought back into sight, and opened anew once closed', () => {
  const window = opened() as FakeWindow & { restore: ReturnType<typeof vi.fn>; focus: ReturnType<typeof vi.fn> };
  expect(opened()).toBe(window);
  for (const call of [window.restore, window.show, window.focus]) expect(call).toHaveBeenCalledOnce();
  window.emit('closed');
  expect(opened()).not.toBe(window);
});
