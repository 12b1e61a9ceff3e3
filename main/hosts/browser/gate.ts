import type { IncomingHttpHeaders } from 'node:http';

/** Every value of each header that came, not only the one that node would pick. */
type DistinctHeaders = Readonly<Partial<Record<keyof IncomingHttpHeaders, readonly string[] | undefined>>>;

export interface GateRequest {
  readonly method: string;
  readonly headers: DistinctHeaders;
  /** It asks for a WebSocket. */
  readonly upgrade: boolean;
  /** It is for a transfer: only there may a body of any kind and size be put. */
  readonly transfer: boolean;
}

export type Refusal = 'method' | 'host' | 'origin' | 'site' | 'content-type' | 'body';

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const HTTP_PORT = 80;

/** The Host headers a page of ours can come with. A name that was rebound to this machine is not among them. */
export const ownHosts = (port: number): ReadonlySet<string> =>
  new Set(NAMES.flatMap((name) => (port === HTTP_PORT ? [name, `${name}:80`] : [`${name}:${port}`])));

/** Undefined: absent. Null: more than one, which is never a browser's doing. */
const only = (values: readonly string[] | undefined): string | null | undefined => {
  if (values === undefined) return undefined;
  return values.length === 1 ? values[0] : null;
};

const METHODS = new Set(['GET', 'HEAD', 'POST']);
const TRANSFER_METHODS = new Set(['GET', 'PUT']);
const JSON_TYPE = /^application\/json *(; *charset=utf-8 *)?$/i;
const BYTES_TYPE = 'application/octet-stream';

/** Following a link from elsewhere to us is harmless; all else that other sites can make a browser send is not. */
const isTopLevelNavigation = ({ method, headers, upgrade, transfer }: GateRequest): boolean =>
  method === 'GET' &&
  !upgrade &&
  !transfer &&
  only(headers['sec-fetch-mode']) === 'navigate' &&
  only(headers['sec-fetch-dest']) === 'document';

const isOwnSite = (request: GateRequest): boolean => {
  const site = only(request.headers['sec-fetch-site']);
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return (site === 'cross-site' || site === 'same-site') && isTopLevelNavigation(request);
};

const isOwnOrigin = ({ method, headers, upgrade }: GateRequest, host: string): boolean => {
  const origin = only(headers.origin);
  if (origin === undefined) return method !== 'POST' && method !== 'PUT' && !upgrade;
  return origin === `http://${host}`;
};

const hasBody = (headers: DistinctHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? []).some((length) => length !== '0');

/** Why the request is not from a page of ours, or null. It says nothing of who sits before that page. */
export const refusalOf = (request: GateRequest, hosts: ReadonlySet<string>): Refusal | null => {
  const { method, headers } = request;
  const host = only(headers.host);
  const type = only(headers['content-type']);
  if (!(request.transfer ? TRANSFER_METHODS : METHODS).has(method) || (request.upgrade && method !== 'GET'))
    return 'method';
  if (typeof host !== 'string' || !hosts.has(host)) return 'host';
  if (!isOwnOrigin(request, host)) return 'origin';
  if (!isOwnSite(request)) return 'site';
  // No form can send either type.
  if (method === 'PUT') return type === BYTES_TYPE ? null : 'content-type';
  if (method !== 'POST') return hasBody(headers) ? 'body' : null;
  // A form can send neither this type nor, without a body, the header that proves a session.
  const isJson = typeof type === 'string' && JSON_TYPE.test(type);
  return isJson || (type === undefined && !hasBody(headers)) ? null : 'content-type';
};
