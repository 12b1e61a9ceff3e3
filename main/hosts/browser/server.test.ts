import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCodes } from './codes';
import { startPageServer } from './server';
import { createSlowDown } from './slow-down';
import { type RawResponse, type TestServer, exchange, request, startTestServer } from './testing/page-server';

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const post = (path: string, body: string, more: [string, string][] = []): Promise<RawResponse> => {
  const headers: [string, string][] = [
    ['Host', server.host],
    ['Origin', server.origin],
    ['Content-Type', 'application/json'],
  ];
  return request(server.port, `POST ${path}`, [...headers, ...more], body);
};
const redeem = (code: string): Promise<RawResponse> => post('/session', JSON.stringify({ code }));
const check = async (token: string): Promise<number> =>
  (await post('/session/check', '', [['Authorization', `Bearer ${token}`]])).status;

const tokenOf = ({ body }: RawResponse): string => (JSON.parse(body) as { readonly token: string }).token;

test('a code becomes a token, once', async () => {
  const code = server.codes.issue();
  const response = await redeem(code);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('set-cookie')).toBeUndefined();
  const token = tokenOf(response);
  expect(token).not.toBe(code);
  expect(await check(token)).toBe(204);
  expect(await redeem(code)).toMatchObject({ status: 401, body: 'Unauthorized\n' });
  expect(await check(token)).toBe(204);
});

test('of many that come with the same code at once, one gets in', async () => {
  const code = server.codes.issue();
  const statuses = (await Promise.all(Array.from({ length: 20 }, () => redeem(code)))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 401)).toHaveLength(19);
});

test('an expired code is refused', async () => {
  let now = 0;
  const late = await startTestServer({ codes: createCodes(() => now) });
  const code = late.codes.issue();
  now = 10 * 60_000;
  const headers = [
    ['Host', late.host],
    ['Origin', late.origin],
    ['Content-Type', 'application/json'],
  ] as const;
  expect((await request(late.port, 'POST /session', headers, JSON.stringify({ code }))).status).toBe(401);
  await late.close();
});

test('a guesser waits, the one with the code does not', async () => {
  let release: () => void = () => undefined;
  const waited = new Promise<void>((resolve) => (release = resolve));
  let isWaiting: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (isWaiting = resolve));
  const wait = (): Promise<void> => {
    isWaiting();
    return waited;
  };
  const slow = await startTestServer({ slowDown: createSlowDown(() => 0, wait) });
  const headers = [
    ['Host', slow.host],
    ['Origin', slow.origin],
    ['Content-Type', 'application/json'],
  ] as const;
  const send = (code: string): Promise<RawResponse> =>
    request(slow.port, 'POST /session', headers, JSON.stringify({ code }));
  for (let guess = 0; guess < 5; guess += 1) expect((await send('guess')).status).toBe(401);
  const sixth = send('guess');
  await waiting;
  expect((await send(slow.codes.issue())).status).toBe(200);
  const crowd = Array.from({ length: 8 }, () => send('guess'));
  expect((await Promise.any(crowd)).status).toBe(429);
  release();
  expect((await sixth).status).toBe(401);
  await Promise.all(crowd);
  await slow.close();
});

test.each(['guess', '', 'x'.repeat(500), '../..', 'null'])('no session: %.10s', async (token) => {
  expect(await check(token)).toBe(401);
});

test.each([
  ['not JSON', '{"code":', 400],
  ['no code', '{}', 400],
  ['null', 'null', 400],
  ['a code that is no text', '{"code":["x"]}', 400],
  ['an object that is not what it seems', '{"__proto__":{"code":"x"}}', 400],
  ['a long body', `{"code":"${'x'.repeat(4096)}"}`, 413],
])('a session from %s: %s', async (_name, body, status) => {
  expect((await post('/session', body)).status).toBe(status);
});

test('a long body that does not say so is cut off', async () => {
  const head = `POST /session HTTP/1.1\r\nHost: ${server.host}\r\nOrigin: ${server.origin}\r\nContent-Type: application/json\r\n`;
  const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`;
  const response = await exchange(server.port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`);
  expect(response.status).toBe(413);
});

test('nothing else is posted', async () => expect((await post('/index.html', '{}')).status).toBe(404));

test.each([
  ['the page', 'GET / HTTP/1.1\r\nHost: {host}\r\n\r\n', 200],
  ['nothing', 'GET /x HTTP/1.1\r\nHost: {host}\r\n\r\n', 404],
  ['a refusal', 'GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n', 403],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', 403],
  ['an old protocol', 'GET / HTTP/1.0\r\n\r\n', 403],
  ['an expectation', 'GET / HTTP/1.1\r\nHost: {host}\r\nExpect: much\r\n\r\n', 200],
  ['no HTTP', 'HELLO\r\n\r\n', 400],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  [
    'a smuggled request',
    'POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    400,
  ],
  ['a control character', 'GET / HTTP/1.1\r\nHost: {host}\r\nX: a\x01b\r\n\r\n', 400],
  ['a huge header', `GET / HTTP/1.1\r\nHost: {host}\r\nX: ${'x'.repeat(17 * 1024)}\r\n\r\n`, 431],
  ['a huge target', `GET /${'x'.repeat(17 * 1024)} HTTP/1.1\r\nHost: {host}\r\n\r\n`, 431],
])('every answer has the headers: %s', async (_name, text, status) => {
  const response = await exchange(server.port, text.replace('{host}', server.host));
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject(HEADERS);
  expect(response.headers.get('server')).toBeUndefined();
  if (status >= 400) expect(response.body).toMatch(/^[A-Z][A-Za-z ]+\n$/);
});

test('only this machine can ask', async () => {
  const refused = net.connect(server.port, '::1');
  await expect(once(refused, 'connect')).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT/);
});

test('a port that is taken is told', async () => {
  const options = { codes: server.codes, sessions: server.sessions, files: new Map(), serve: () => undefined };
  const transfers = { download: () => null, upload: () => null };
  const language = () => 'en' as const;
  const more = { slowDown: () => Promise.resolve(true), onError: () => undefined, transfers, language };
  await expect(startPageServer({ ...options, ...more, port: server.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('closing does not wait for idle connections', async () => {
  const closing = await startTestServer();
  const agent = new http.Agent({ keepAlive: true });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get({ host: '127.0.0.1', port: closing.port, agent }, resolve).once('error', reject);
  });
  response.resume();
  await once(response, 'end');
  const idle = net.connect(closing.port, '127.0.0.1');
  await once(idle, 'connect');
  idle.once('error', () => undefined);
  const gone = once(idle, 'close');
  await closing.close();
  await gone;
  agent.destroy();
});
