import net from 'node:net';
import type { Duplex } from 'node:stream';
import { words } from './endpoint-error';
import { listenPrivately } from './listen';
import { relay } from './relay';

export interface PrivateSocketOptions {
  /** From `privateAddress`. Its folder becomes the owner's only. */
  readonly path: string;
  /**
   * A new connection to the engine, made with `allowHalfOpen`; it may first wake the machine, and has its own deadline.
   * Its error's message goes to the caller as the engine's answer.
   */
  readonly connect: (signal: AbortSignal) => Promise<Duplex>;
  /** After each change of the number of open connections. */
  readonly onConnection: (open: number) => void;
  /** A caller says something on a connection that was made before: the machine may have fallen asleep since. */
  readonly onRequest: () => void;
  readonly log: (line: string) => void;
}

/** What the idle clock looks at. */
export interface Activity {
  readonly open: number;
  /** ms since the epoch of the last connection made or ended, or piece of data either way. */
  readonly lastActivityAt: number;
}

export interface PrivateSocket {
  readonly path: string;
  activity(): Activity;
  /** Ends all connections, and removes the socket. */
  close(): Promise<void>;
}

/** So long a caller that was told of a failure may still be sending. */
const FAREWELL_MS = 5_000;

/** Serves the engine on a socket or pipe for the user's own programs. Throws EndpointError. */
export async function servePrivateSocket(options: PrivateSocketOptions): Promise<PrivateSocket> {
  const { connect, onConnection, onRequest, log } = options;
  const closing = new AbortController();
  const sockets = new Set<Duplex>();
  let open = 0;
  let lastActivityAt = Date.now();
  const active = (): void => void (lastActivityAt = Date.now());
  const keep = (socket: Duplex): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  const count = (change: 1 | -1): void => {
    open += change;
    active();
    onConnection(open);
  };
  const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client) => {
    keep(client);
    count(1);
    client.once('close', () => count(-1));
    // Until it is joined, and after.
    client.on('error', () => undefined);
    connect(closing.signal).then(
      (engine) => {
        keep(engine);
        engine.on('error', () => undefined);
        if (client.destroyed || closing.signal.aborted) engine.destroy();
        else relay(client.on('data', onRequest), engine, active);
      },
      (error: unknown) => {
        log(`endpoint: the engine cannot be reached: ${words(error)}`);
        refuse(client, words(error));
      },
    );
  });
  await listenPrivately(server, options.path);
  server.on('error', (error) => log(`endpoint: ${options.path}: ${error.message}`));
  return {
    path: options.path,
    activity: () => ({ open, lastActivityAt }),
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** As the engine itself would say it, so that the docker CLI shows the reason. */
function refuse(client: net.Socket, message: string): void {
  const body = `${JSON.stringify({ message })}\n`;
  const head = [
    'HTTP/1.1 503 Service Unavailable',
    'Content-Type: application/json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Connection: close',
  ];
  client.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // What it sends is read: with unread data, closing would take the answer back.
  client.resume();
  const timer = setTimeout(() => client.destroy(), FAREWELL_MS);
  client.once('close', () => clearTimeout(timer));
}
