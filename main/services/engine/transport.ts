import http, { type ClientRequest, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isLocal, loadTls, type Target } from './target';

export interface RawRequest {
  readonly method: string;
  /** The whole path and query. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  /** On a connection of its own, closed afterwards: it cannot meet one that the engine has just closed. */
  readonly fresh: boolean;
}

/** Connections to one target. */
export interface Transport {
  readonly target: Target;
  /** Not yet ended. Throws where the path cannot be sent. */
  open(request: RawRequest): ClientRequest;
  /** Keeps no idle connections any more; those in use go on. */
  retire(): void;
  /** Ends all pooled connections. */
  destroy(): void;
}

const MAX_SOCKETS = 16;
/** Shorter than common server and proxy idle limits, so that few connections are found closed. */
const IDLE_MS = 4_000;
const TCP_KEEPALIVE_MS = 10_000;

/** Throws the system's error when the TLS files cannot be read. */
export async function createTransport(target: Target): Promise<Transport> {
  const { endpoint } = target;
  const secure = endpoint.kind === 'network' && endpoint.secure;
  const pool = { keepAlive: true, maxSockets: MAX_SOCKETS, timeout: IDLE_MS, scheduling: 'lifo' as const };
  const agent = secure ? new https.Agent(pool) : new http.Agent(pool);
  const material = secure ? await loadTls(target.tls) : {};
  const place =
    endpoint.kind === 'local'
      ? { socketPath: endpoint.path }
      : { host: endpoint.host, port: endpoint.port, ...(endpoint.auth !== null && { auth: endpoint.auth }) };
  const basePath = endpoint.kind === 'network' ? endpoint.basePath : '';
  return {
    target,
    open: ({ method, path, headers = {}, fresh }) => {
      const request = (secure ? https : http).request({
        ...place,
        ...material,
        method,
        path: basePath + path,
        headers: { 'User-Agent': 'Slipway', ...headers },
        agent: fresh ? false : agent,
      });
      if (!isLocal(target)) request.once('socket', (socket) => socket.setKeepAlive(true, TCP_KEEPALIVE_MS));
      return request;
    },
    retire: () => {
      agent.maxFreeSockets = 0;
      for (const idle of Object.values(agent.freeSockets).flat()) idle?.destroy();
    },
    destroy: () => agent.destroy(),
  };
}
