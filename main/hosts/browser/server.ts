import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { limitBodyTime } from './body-time';
import { limitConnections } from './connections';
import { ownHosts, refusalOf } from './gate';
import { SECURITY_HEADERS } from '../page/security-headers';
import { isTransfer } from '../../services/shell/transfer-url';
import { type PageSocketsOptions, createPageSockets, refuseSocket } from './page-sockets';
import { refuse } from './refuse';
import { type RoutesOptions, createRoutes } from './routes';

const HOST = '127.0.0.1';
/** Of a response that nobody reads on, ms. */
const STALLED_MS = 15_000;

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 5_000,
  // Of a body: see `body-time.ts`. An upload may take hours.
  requestTimeout: 0,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  // The gate refuses a request without a Host itself, with the headers of all other refusals.
  requireHostHeader: false,
} as const;

/** What node's parser found, as the status it stands for. */
const PARSER_FAULTS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

export interface PageServerOptions extends Omit<RoutesOptions, 'spare'>, PageSocketsOptions {
  /** 0: a free one. */
  readonly port: number;
  /** A bug of ours while answering. */
  readonly onError: (error: unknown) => void;
}

export interface PageServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the page and its WebSocket on 127.0.0.1. Rejects when the port cannot be had. */
export const startPageServer = async (options: PageServerOptions): Promise<PageServer> => {
  const server = createServer(LIMITS);
  server.setTimeout(STALLED_MS);
  const sockets = createPageSockets(options);
  const routes = createRoutes({ ...options, spare: limitStrangers(server) });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  const hosts = ownHosts(port);
  const isRefused = ({ method = '', url = '', headersDistinct }: IncomingMessage, upgrade: boolean): boolean =>
    refusalOf({ method, headers: headersDistinct, upgrade, transfer: isTransfer(url) }, hosts) !== null;

  const failed = (error: unknown, response: ServerResponse): void => {
    // The client went away meanwhile, which is no fault of ours.
    if (response.destroyed) return;
    options.onError(error);
    if (response.headersSent) response.destroy();
    else refuse(response, 500);
  };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (isRefused(request, false)) refuse(response, 403);
    else routes(request, response).catch((error: unknown) => failed(error, response));
  };
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (isRefused(request, true)) refuseSocket(socket, 403);
    else sockets.upgrade(request, socket, head);
  };
  server.on('request', answer);
  server.on('checkExpectation', answer);
  server.on('upgrade', upgrade);
  server.on('connect', (_request, socket) => refuseSocket(socket, 403));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable && error.code !== 'ECONNRESET') refuseSocket(socket, PARSER_FAULTS[error.code ?? ''] ?? 400);
    else socket.destroy();
  });
  return {
    port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      sockets.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/** Returns what lifts the limits off a request that proved to be a page's. */
const limitStrangers = (server: Server): ((request: IncomingMessage) => void) => {
  const connections = limitConnections(server);
  const bodies = limitBodyTime(server);
  return (request) => {
    connections.spare(request.socket);
    bodies.spare(request);
  };
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: HOST, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
