// The two ways from a page to the main process.
import { messagePortChannel } from '../../main/rpc/wire/channel-message-port';
import { webSocketChannel } from '../../main/rpc/wire/channel-websocket';
import type { Channel } from '../../main/rpc/wire/types';
import type { Session } from './session';

/** `retry`: nobody answered, which may pass. `no-session`: only a new code helps. Never rejects. */
export type Dial = () => Promise<Channel | 'retry' | 'no-session'>;

/** What Electron's preload gives the page. */
export interface Bridge {
  readonly requestPort: () => void;
  /** Lets the main process read a file that the user chose where it lies; false: it lies nowhere. */
  readonly sendFile: (url: string, file: File) => boolean;
  /** Where a file or folder lies that the user dropped; '': nowhere. */
  readonly pathOf: (file: File) => string;
}

declare global {
  interface Window {
    readonly slipway?: Bridge;
  }
}

/** The preload's message; its only port is the connection. */
const PORT = 'slipway:port';
const PROTOCOL = 'slipway.v1';
const ANSWER_WITHIN_MS = 5_000;

/** Resolves with null when nothing happens in time. `start` gives back how to stop listening. */
const inTime = async <T>(start: (resolve: (value: T) => void) => () => void): Promise<T | null> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: (() => void) | undefined;
  const value = await new Promise<T | null>((resolve) => {
    timer = setTimeout(() => resolve(null), ANSWER_WITHIN_MS);
    stop = start(resolve);
  });
  clearTimeout(timer);
  stop?.();
  return value;
};

export const electronDial =
  (page: Window, bridge: Bridge): Dial =>
  async () => {
    const port = await inTime<MessagePort>((resolve) => {
      const onMessage = ({ source, data, ports: [first] }: MessageEvent): void => {
        if (source === page && data === PORT && first !== undefined) resolve(first);
      };
      page.addEventListener('message', onMessage);
      bridge.requestPort();
      return () => page.removeEventListener('message', onMessage);
    });
    return port === null ? 'retry' : messagePortChannel(port);
  };

export type OpenSocket = (url: string, protocols: string[]) => WebSocket;

export const browserDial =
  (location: Location, session: Session, openSocket: OpenSocket): Dial =>
  async () => {
    const token = session.token();
    if (token === null) return 'no-session';
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = openSocket(`${scheme}://${location.host}/rpc`, [PROTOCOL, token]);
    // Made before the socket opens, so that no frame is missed.
    const channel = webSocketChannel(socket);
    const isOpen = await inTime<boolean>((resolve) => {
      socket.addEventListener('open', () => resolve(true));
      socket.addEventListener('close', () => resolve(false));
      return () => undefined;
    });
    if (isOpen === true) return channel;
    channel.close('It did not open in time.');
    // A socket does not tell a refusal from a dead server; a request does.
    return (await session.check()) === 'refused' ? 'no-session' : 'retry';
  };
