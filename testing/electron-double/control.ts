import { app } from './application';
import { BrowserWindow } from './browser-window';
import { clickIn, labelsOf } from './desktop';
import { ipcMain } from './ipc';
import { portCounts } from './ports';
import { record } from './record';

/** What a test asks of the double that it started (`launch.ts`), over the child's IPC channel. */
export type Command =
  | { readonly do: 'evaluate'; readonly expression: string }
  | { readonly do: 'reload' | 'crash' | 'close-window' | 'record' }
  | { readonly do: 'drag'; readonly x: number; readonly y: number }
  /** An item of the app's menu, or of the tray's. */
  | { readonly do: 'click'; readonly menu: 'app' | 'tray'; readonly label: string }
  /** A bug in the main process. */
  | { readonly do: 'throw'; readonly message: string }
  | { readonly do: 'open-url'; readonly url: string }
  | { readonly do: 'open-file'; readonly path: string }
  /** A message as from a frame with this origin, `main` or not. */
  | { readonly do: 'forge'; readonly channel: string; readonly origin: string; readonly main: boolean };

interface Asked {
  readonly id: number;
  readonly command: Command;
}

function forge(channel: string, origin: string, main: boolean): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  const real = window.webContents.mainFrame;
  const senderFrame = {
    frameTreeNodeId: main ? real.frameTreeNodeId : -1,
    parent: main ? null : real,
    detached: false,
    origin,
    postMessage: () => undefined,
  };
  ipcMain.emit(channel, { sender: window.webContents, senderFrame, ports: [] });
}

function recorded(): object {
  const tray = record.tray === null ? null : { hint: record.tray.hint, labels: labelsOf(record.tray.menu) };
  const windows = BrowserWindow.getAllWindows();
  const visible = windows.filter((window) => window.isVisible()).length;
  return { ...record, ...portCounts(), tray, menu: labelsOf(record.menu), windowCount: windows.length, visible };
}

async function obey(command: Command): Promise<unknown> {
  const [window] = BrowserWindow.getAllWindows();
  switch (command.do) {
    case 'evaluate':
      return window?.webContents.evaluate(command.expression);
    case 'record':
      return recorded();
    case 'drag':
      window?.drag(command.x, command.y);
      break;
    case 'click':
      return clickIn(command.menu === 'app' ? record.menu : (record.tray?.menu ?? []), command.label);
    case 'throw':
      setImmediate(() => {
        throw new Error(command.message);
      });
      break;
    case 'open-url':
      app.emit('open-url', { preventDefault: () => undefined }, command.url);
      break;
    case 'open-file':
      app.emit('open-file', { preventDefault: () => undefined }, command.path);
      break;
    case 'reload':
      window?.webContents.reload();
      break;
    case 'crash':
      window?.webContents.crash();
      break;
    case 'close-window':
      window?.close();
      break;
    case 'forge':
      forge(command.channel, command.origin, command.main);
  }
  return undefined;
}

export function serveControl(): void {
  process.on('message', ({ id, command }: Asked) => {
    const reply = (answer: object): void => void process.send?.({ id, ...answer });
    obey(command).then(
      (value) => reply({ value }),
      (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
  // A waiting test is no reason to stay alive.
  process.channel?.unref();
}
