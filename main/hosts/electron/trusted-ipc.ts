import type { IpcMain, IpcMainEvent, WebContents, WebFrameMain } from 'electron';
import { APP_ORIGIN } from './app-url';

export interface TrustedSender {
  readonly contents: WebContents;
  readonly frame: WebFrameMain;
}

/** The sender, if it is the main frame of a window that shows the page itself. */
function trusted({ sender, senderFrame }: IpcMainEvent): TrustedSender | null {
  // Null or detached: the page it came from is gone.
  if (senderFrame === null || senderFrame.detached || senderFrame.parent !== null) return null;
  if (senderFrame.frameTreeNodeId !== sender.mainFrame.frameTreeNodeId) return null;
  return senderFrame.origin === APP_ORIGIN ? { contents: sender, frame: senderFrame } : null;
}

/** The only way this app listens to its pages: messages from any other sender are dropped before the listener. */
export function onTrusted(
  ipc: IpcMain,
  channel: string,
  listener: (sender: TrustedSender, said: readonly unknown[]) => void,
): void {
  ipc.on(channel, (event, ...said: unknown[]) => {
    const sender = trusted(event);
    if (sender !== null) listener(sender, said);
  });
}
