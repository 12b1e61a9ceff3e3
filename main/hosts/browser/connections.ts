import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Connections that have not sent a whole request head, or are idle after one. A browser has about six. */
const MOST_WAITING = 256;
/** Connections that are being answered, or still send their body. */
const MOST_BUSY = 256;
/** However fast they come, more are never held. */
const MOST_AT_ONCE = 1024;
/** A newcomer gets this long to send its request before it counts, however many came at the same moment. */
const GRACE_MS = 50;

export interface Connections {
  /** Never drops it while it is answered: it proved to be a page's, and these are few. */
  spare(socket: Socket): void;
}

const dropOldest = (sockets: Set<Socket>, most: number): void => {
  for (const socket of sockets) {
    if (sockets.size <= most) return;
    sockets.delete(socket);
    socket.destroy();
  }
};

/**
 * Whoever opens connections and lets them hang has only its own oldest ones dropped for the newest, so that others are
 * served. (`server.maxConnections` would turn away the newcomers instead.)
 */
export const limitConnections = (server: Server): Connections => {
  // Sets keep the order in which sockets came in.
  const waiting = new Set<Socket>();
  const busy = new Set<Socket>();
  let timer: NodeJS.Timeout | null = null;
  const trim = (): void => {
    timer = null;
    dropOldest(waiting, MOST_WAITING);
  };
  const wait = (socket: Socket): void => {
    waiting.add(socket);
    dropOldest(waiting, MOST_AT_ONCE);
    if (waiting.size > MOST_WAITING) timer ??= setTimeout(trim, GRACE_MS).unref();
  };
  server.on('connection', (socket: Socket) => {
    wait(socket);
    socket.once('close', () => {
      waiting.delete(socket);
      busy.delete(socket);
    });
  });
  server.on('request', ({ socket }, response) => {
    waiting.delete(socket);
    busy.add(socket);
    dropOldest(busy, MOST_BUSY);
    response.once('close', () => {
      busy.delete(socket);
      if (!socket.destroyed) wait(socket);
    });
  });
  server.on('upgrade', ({ socket }) => waiting.delete(socket));
  return { spare: (socket) => void busy.delete(socket) };
};
