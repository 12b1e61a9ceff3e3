import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { FRAME_LIMIT } from '../../rpc/wire/limits';
import { SECURITY_HEADERS } from '../page/security-headers';
import { rawRefusal } from './headers';
import type { Sessions } from './sessions';

const PROTOCOL = 'slipway.v1';
/** Far more tabs than anyone looks at. */
export const MOST_SOCKETS = 16;
const PING_MS = 30_000;
/** "Going away", as RFC 6455 has it. */
const GOING_AWAY = 1001;

export interface PageSocketsOptions {
  readonly sessions: Sessions;
  /** Takes over a page's socket once it is open. */
  readonly serve: (socket: WebSocket) => void;
  /** ms between two pings; a page that has not answered the last one is gone. */
  readonly pingMs?: number;
}

export interface PageSockets {
  /** Answers a request for a WebSocket that passed the gate. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** A refusal where there is no response object. */
export const refuseSocket = (socket: Duplex, status: number): void => {
  socket.on('error', () => undefined);
  socket.once('finish', () => socket.destroy());
  socket.end(rawRefusal(status));
};

/** The token in the subprotocols `slipway.v1, <token>`: a page can set no other header, and a URL would be kept. */
const tokenIn = (request: IncomingMessage): string | null => {
  const [protocol, token, ...more] = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
  return protocol === PROTOCOL && token !== undefined && more.length === 0 ? token : null;
};

const createWebSocketServer = (): WebSocketServer => {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: FRAME_LIMIT,
    perMessageDeflate: false,
    handleProtocols: () => PROTOCOL,
  });
  server.on('headers', (lines) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) lines.push(`${name}: ${value}`);
  });
  server.on('wsClientError', (_error, socket) => refuseSocket(socket, 400));
  return server;
};

export const createPageSockets = ({ sessions, serve, pingMs = PING_MS }: PageSocketsOptions): PageSockets => {
  const server = createWebSocketServer();
  /** Those that owe the answer to a ping. */
  const silent = new WeakSet<WebSocket>();
  const open = new Set<WebSocket>();
  const ping = (): void => {
    for (const socket of open) {
      if (silent.has(socket)) socket.terminate();
      else {
        silent.add(socket);
        socket.ping();
      }
    }
  };
  const timer = setInterval(ping, pingMs).unref();
  const take = (socket: WebSocket): void => {
    open.add(socket);
    // A broken frame closes the socket; without a listener it would end the process.
    socket.on('error', () => undefined);
    socket.on('pong', () => silent.delete(socket));
    socket.once('close', () => open.delete(socket));
    serve(socket);
  };
  const statusOf = (request: IncomingMessage): number | null => {
    if (request.url !== '/rpc') return 404;
    const token = tokenIn(request);
    if (token === null || !sessions.isOpen(token)) return 401;
    return open.size >= MOST_SOCKETS ? 503 : null;
  };
  return {
    upgrade: (request, socket, head) => {
      const status = statusOf(request);
      if (status === null) server.handleUpgrade(request, socket, head, take);
      else refuseSocket(socket, status);
    },
    close: () => {
      clearInterval(timer);
      for (const socket of open) {
        socket.close(GOING_AWAY);
        socket.terminate();
      }
    },
  };
};
