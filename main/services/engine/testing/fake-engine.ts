import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

export type Route = (request: http.IncomingMessage, response: http.ServerResponse) => void;

export interface FakeEngineOptions {
  /** null: says none, as engines before `/_ping` had headers. */
  readonly apiVersion?: string | null;
  readonly minApiVersion?: string | null;
  /** By `METHOD /path`, without the version; before the built-in ones. */
  readonly routes?: Readonly<Record<string, Route>>;
  /** What answers all others; default: 404. */
  readonly fallback?: Route;
  /** Default: one in a folder of its own. */
  readonly socket?: string;
}

export interface FakeEngine {
  readonly socket: string;
  readonly url: string;
  /** `METHOD /v1.41/path?query` in the order they came. */
  readonly requests: readonly string[];
  /** Names of all headers that came. */
  headers(): readonly string[];
  /** Writes to every open `/events`. */
  say(text: string | Buffer): void;
  /** How many `/events` are open. */
  watchers(): number;
  close(): Promise<void>;
}

const json =
  (value: unknown): Route =>
  (_request, response) =>
    void response.end(JSON.stringify(value));

const notFound: Route = (_request, response) =>
  void response.writeHead(404).end(JSON.stringify({ message: 'page not found' }));

/** An HTTP server on a socket that knows of the engine's API what a connection needs. */
export async function startFakeEngine(options: FakeEngineOptions = {}): Promise<FakeEngine> {
  const { apiVersion = '1.41', minApiVersion = '1.24', routes = {}, fallback = notFound } = options;
  const dir = mkdtempSync(path.join(os.tmpdir(), 'slipway-fake-'));
  const socket = options.socket ?? path.join(dir, 'engine.sock');
  const requests: string[] = [];
  const headers = new Set<string>();
  const watchers = new Set<http.ServerResponse>();
  const known: Record<string, Route> = {
    'GET /_ping': (_request, response) => {
      if (apiVersion !== null) response.setHeader('Api-Version', apiVersion);
      response.end('OK');
    },
    'GET /version': json({
      Version: '99.1',
      ...(apiVersion !== null && { ApiVersion: apiVersion }),
      ...(minApiVersion !== null && { MinAPIVersion: minApiVersion }),
    }),
    'GET /events': (_request, response) => {
      response.flushHeaders();
      watchers.add(response);
      response.once('close', () => watchers.delete(response));
    },
    ...routes,
  };
  const server = http.createServer((request, response) => {
    const { method = '', url = '' } = request;
    requests.push(`${method} ${url}`);
    for (const header of Object.keys(request.headers)) headers.add(header);
    const name = `${method} ${(url.split('?', 1)[0] ?? '').replace(/^\/v\d+\.\d+(?=\/)/, '')}`;
    (known[name] ?? fallback)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    url: `unix://${socket}`,
    requests,
    headers: () => [...headers],
    say: (text) => watchers.forEach((response) => response.write(text)),
    watchers: () => watchers.size,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
