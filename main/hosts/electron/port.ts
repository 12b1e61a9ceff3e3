import type { IpcMain, MessageChannelMain } from 'electron';
import { messagePortChannel, portOfMain } from '../../rpc/wire/channel-message-port';
import type { WireServer } from '../../rpc/wire/server';
import type { Channel } from '../../rpc/wire/types';
import { PORT, REQUEST_PORT } from './channels';
import { onTrusted } from './trusted-ipc';

export interface PortOptions {
  readonly ipc: IpcMain;
  readonly createChannel: () => MessageChannelMain;
  readonly serve: (channel: Channel) => WireServer;
}

/** A page needs one. A few more are no harm; a page that asks and asks only ends its own oldest. */
const MOST_PORTS = 4;

/** Gives a page a port each time it asks for one. */
export function servePorts({ ipc, createChannel, serve }: PortOptions): void {
  const open = new WeakMap<object, readonly WireServer[]>();
  const of = (contents: object): readonly WireServer[] => open.get(contents) ?? [];
  onTrusted(ipc, REQUEST_PORT, ({ contents, frame }) => {
    for (const server of of(contents).slice(0, 1 - MOST_PORTS)) server.close('The page asked for more ports.');
    const { port1, port2 } = createChannel();
    const server = serve(messagePortChannel(portOfMain(port1)));
    open.set(contents, [...of(contents), server]);
    const forget = (): unknown =>
      open.set(
        contents,
        of(contents).filter((other) => other !== server),
      );
    void server.closed.then(forget);
    frame.postMessage(PORT, null, [port2]);
  });
}
