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
}));

vi.mock('electron', () => ({
  BrowserWindow: function BrowserWindow(options: Record<string, unknown>) {
    electron.options.push(options);
    const window = Object.assign(new EventEmitter(), {
      webContents: Object.assign(new EventEmitter(), { reload: vi.fn() }),
      show: vi.fn(),
      focus: vi.fn(),
      restore: vi.fn(),
      destroy: vi.fn(),
      isMinimized: () => true,
      isDestroyed: () => false,
      loadURL: vi.fn(() => Promise.reject(new Error('ERR_ABORTED'))),
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

interface FakeWindow extends EventEmitter {
  readonly webContents: EventEmitter & { readonly reload: ReturnType<typeof vi.fn> };
  readonly show: ReturnType<typeof vi.fn>;
  readonly destroy: ReturnType<typeof vi.fn>;
  readonly loadURL: ReturnType<typeof vi.fn>;
}

const PRELOAD = '/app/out/preload/preload.cjs';
const onCrash = vi.fn();
const opened = (): FakeWindow => {
  showWindow({ preload: PRELOAD, onCrash });
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

test('a page that crashed is loaded again three times, then the user decides', async () => {
  const window = opened();
  for (let count = 1; count <= 3; count += 1) {
    await crash(window);
    expect(window.webContents.reload).toHaveBeenCalledTimes(count);
  }
  expect(electron.dialogs).toEqual([]);
  await crash(window, 'oom');
  expect(electron.dialogs).toMatchObject([{ detail: expect.stringContaining('oom') as unknown }]);
  await vi.waitFor(() => expect(window.webContents.reload).toHaveBeenCalledTimes(4));
  expect(onCrash).toHaveBeenCalledTimes(4);

  electron.answer = 1;
  await crash(window);
  await vi.waitFor(() => expect(window.destroy).toHaveBeenCalledOnce());
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
