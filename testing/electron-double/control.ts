import { BrowserWindow } from './browser-window';
import { ipcMain } from './ipc';
import { portCounts } from './ports';
import { record } from './record';

/** What a test asks of the double that it started (`launch.ts`), over the child's IPC channel. */
export type Command =
  | { readonly do: 'evaluate'; readonly expression: string }
  | { readonly do: 'reload' | 'crash' | 'close-window' | 'record' }
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

async function obey(command: Command): Promise<unknown> {
  const [window] = BrowserWindow.getAllWindows();
  switch (command.do) {
    case 'evaluate':
      return window?.webContents.evaluate(command.expression);
    case 'record':
      return { ...record, ...portCounts(), windowCount: BrowserWindow.getAllWindows().length };
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
