import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '../../../testing/dockerd.mjs';
import { FRAME_LIMIT } from '../../rpc/wire/limits';
import { MOST_SOCKETS } from './page-sockets';
import { type TestServer, type TestServerOptions, request, startTestServer } from './testing/page-server';

let server: TestServer | undefined;
afterEach(() => server?.close());

const echo = (socket: WebSocket): void => {
  socket.on('message', (data: Buffer) => socket.send(data));
};

const start = async (options: TestServerOptions = { serve: echo }): Promise<{ server: TestServer; token: string }> => {
  server = await startTestServer(options);
  return { server, token: server.sessions.open() };
};

interface Dial {
  readonly path?: string;
  readonly host?: string;
  readonly origin?: string | null;
  readonly headers?: Record<string, string>;
}

const dial = ({ port, origin }: TestServer, protocols: string[], options: Dial = {}): WebSocket =>
  new WebSocket(`ws://127.0.0.1:${port}${options.path ?? '/rpc'}`, protocols, {
    ...(options.origin !== null && { origin: options.origin ?? origin }),
    headers: { ...(options.host !== undefined && { Host: options.host }), ...options.headers },
    autoPong: options.headers?.['X-Silent'] === undefined,
  });

/** The status of the refusal, or 101. */
const outcome = (socket: WebSocket): Promise<number> =>
  new Promise((resolve, reject) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });

test('a page with a session gets its socket, and no word of the token', async () => {
  const { server, token } = await start();
  const socket = dial(server, ['slipway.v1', token]);
  const opened = once(socket, 'open');
  const [response] = (await once(socket, 'upgrade')) as [{ headers: Record<string, string> }];
  await opened;
  expect(socket.protocol).toBe('slipway.v1');
  expect(JSON.stringify(response.headers)).not.toContain(token);
  expect(response.headers['content-security-policy']).toBeDefined();
  expect(response.headers['sec-websocket-extensions']).toBeUndefined();
  socket.send(Buffer.from('hello'));
  expect(String(((await once(socket, 'message')) as [Buffer])[0])).toBe('hello');
  socket.terminate();
});

const hijacks: [string, number, (token: string) => string[], Dial?][] = [
  ['no subprotocol', 401, () => []],
  ['no token', 401, () => ['slipway.v1']],
  ['a guess', 401, () => ['slipway.v1', 'guess']],
  ['a token cut short', 401, (token) => ['slipway.v1', token.slice(1)]],
  ['the token alone', 401, (token) => [token]],
  ['the token first', 401, (token) => [token, 'slipway.v1']],
  ['more than the token', 401, (token) => ['slipway.v1', token, 'more']],
  ['another version', 401, (token) => ['slipway.v2', token]],
  ['the token in the URL', 401, () => ['slipway.v1'], { path: '/rpc' }],
  ['the token as a cookie', 401, () => ['slipway.v1'], { headers: { Cookie: 'token={token}' } }],
  ['the token as a header', 401, () => ['slipway.v1'], { headers: { Authorization: 'Bearer {token}' } }],
  ['another path', 404, (token) => ['slipway.v1', token], { path: '/' }],
  ['a path with a query', 404, (token) => ['slipway.v1', token], { path: '/rpc?x' }],
  ['another site', 403, (token) => ['slipway.v1', token], { origin: 'https://evil.test' }],
  ['the origin null', 403, (token) => ['slipway.v1', token], { origin: 'null' }],
  ['no origin', 403, (token) => ['slipway.v1', token], { origin: null }],
  ['another port', 403, (token) => ['slipway.v1', token], { origin: 'http://localhost:1' }],
  ['a rebound name', 403, (token) => ['slipway.v1', token], { host: 'evil.test', origin: 'http://evil.test' }],
  ['a cross-site fetch', 403, (token) => ['slipway.v1', token], { headers: { 'Sec-Fetch-Site': 'cross-site' } }],
  ['a same-site fetch', 403, (token) => ['slipway.v1', token], { headers: { 'Sec-Fetch-Site': 'same-site' } }],
];

test.each(hijacks)('refused: %s (%i)', async (_name, status, protocols, options = {}) => {
  const opened: WebSocket[] = [];
  const { server, token } = await start({ serve: (socket) => opened.push(socket) });
  const headers = Object.entries(options.headers ?? {}).map(([name, value]) => [name, value.replace('{token}', token)]);
  const socket = dial(server, protocols(token), { ...options, headers: Object.fromEntries(headers) as never });
  expect(await outcome(socket)).toBe(status);
  expect(opened).toEqual([]);
});

test('a broken handshake is refused with the headers of every answer', async () => {
  const { server, token } = await start();
  const response = await request(server.port, 'GET /rpc', [
    ['Host', server.host],
    ['Origin', server.origin],
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '99'],
    ['Sec-WebSocket-Key', 'AAAAAAAAAAAAAAAAAAAAAA=='],
    ['Sec-WebSocket-Protocol', `slipway.v1, ${token}`],
  ]);
  expect(response).toMatchObject({ status: 400, body: 'Bad Request\n' });
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('sockets are counted, and one that closed counts no more', async () => {
  const { server, token } = await start();
  const open = Array.from({ length: MOST_SOCKETS }, () => dial(server, ['slipway.v1', token]));
  expect(await Promise.all(open.map(outcome))).toEqual(Array(MOST_SOCKETS).fill(101));
  expect(await outcome(dial(server, ['slipway.v1', token]))).toBe(503);
  const [first] = open;
  if (first === undefined) throw new Error('none is open');
  first.close();
  // The server's side closes a moment after ours.
  await until(
    async () => {
      const next = dial(server, ['slipway.v1', token]);
      open.push(next);
      return (await outcome(next)) === 101;
    },
    5_000,
    'there is room for another',
  );
  for (const socket of open) socket.terminate();
});

test('a message too large ends its socket only', async () => {
  const { server, token } = await start();
  const [large, small] = [dial(server, ['slipway.v1', token]), dial(server, ['slipway.v1', token])];
  await Promise.all([once(large, 'open'), once(small, 'open')]);
  large.send(Buffer.alloc(FRAME_LIMIT + 1));
  const [code] = (await once(large, 'close')) as [number];
  expect(code).toBe(1009);
  small.send(Buffer.alloc(FRAME_LIMIT));
  expect(((await once(small, 'message')) as [Buffer])[0]).toHaveLength(FRAME_LIMIT);
  small.terminate();
});

test('who does not answer a ping is gone, who does stays', async () => {
  const { server, token } = await start({ serve: echo, pingMs: 500 });
  const silent = dial(server, ['slipway.v1', token], { headers: { 'X-Silent': 'yes' } });
  const lively = dial(server, ['slipway.v1', token]);
  let pings = 0;
  lively.on('ping', () => (pings += 1));
  await Promise.all([once(silent, 'open'), once(lively, 'open')]);
  const [code] = (await once(silent, 'close')) as [number];
  expect(code).toBe(1006);
  while (pings < 3) await once(lively, 'ping');
  expect(lively.readyState).toBe(WebSocket.OPEN);
  lively.terminate();
});

test('closing the server ends its sockets', async () => {
  const { server: closing, token } = await start();
  const socket = dial(closing, ['slipway.v1', token]);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  server = undefined;
  await closing.close();
  expect(((await closed) as [number])[0]).toBe(1001);
});
