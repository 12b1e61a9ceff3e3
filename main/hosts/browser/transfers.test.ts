import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTransfers } from '../../services/transfers/transfers';
import { type RawHeaders, type TestServer, exchange, request, startTestServer } from './testing/page-server';

const hub = createTransfers({ explain: () => ({ code: 'X', message: '', data: null }) });
const got: Buffer[] = [];
const receive = async (body: Readable): Promise<void> => void got.push(await buffer(body));
const offer = (words = 'hello') =>
  hub.offers.download({
    filename: 'a \u00e9".txt',
    open: async () => ({ size: words.length, body: Readable.from([Buffer.from(words)]) }),
  });
const take = (size: number) => hub.offers.upload({ size, receive });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ transfers: hub.desk });
});
afterAll(() => server.close());

const own = (): [string, string] => ['Host', server.host];
const origin = (): [string, string] => ['Origin', server.origin];
const type: [string, string] = ['Content-Type', 'application/octet-stream'];
const get = (url: string, ...more: [string, string][]) => request(server.port, `GET ${url}`, [own(), ...more]);
const put = (url: string, headers: RawHeaders, body: string) => request(server.port, `PUT ${url}`, headers, body);

test('a download, once', async () => {
  const { url } = offer();
  const answer = await get(url, ['Sec-Fetch-Site', 'same-origin']);
  expect(answer).toMatchObject({ status: 200, body: 'hello' });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="a __.txt"; filename*=UTF-8''a%20%C3%A9_.txt`,
    'content-length': '5',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await get(url)).status).toBe(404);
});

test('an upload, once', async () => {
  const { url, id } = take(5);
  expect((await put(url, [own(), origin(), type], 'hello')).status).toBe(204);
  expect(got.pop()?.toString()).toBe('hello');
  expect(hub.progress(id)?.state).toBe('done');
  expect((await put(url, [own(), origin(), type], 'hello')).status).toBe(404);
});

test.each(['/transfer/', '/transfer', `/transfer/${'x'.repeat(43)}`, '/transfer/../index.html', '/transfer/x?y'])(
  'nothing is at %s',
  async (url) => expect((await get(url)).status).toBe(404),
);

const evil: [string, string] = ['Origin', 'http://evil.test'];
const navigation: [string, string][] = [
  ['Sec-Fetch-Mode', 'navigate'],
  ['Sec-Fetch-Dest', 'document'],
];

test('a ticket helps nobody else, and is not used up by who tries', async () => {
  const { url } = offer();
  for (const more of [
    [evil],
    [['Origin', 'null']],
    [['Sec-Fetch-Site', 'cross-site']],
    [['Sec-Fetch-Site', 'same-site'], ...navigation],
    [['Sec-Fetch-Site', 'cross-site'], ...navigation],
  ])
    expect((await get(url, ...(more as [string, string][]))).status).toBe(403);
  expect((await request(server.port, `GET ${url}`, [['Host', 'evil.test']])).status).toBe(403);
  for (const method of ['HEAD', 'POST', 'DELETE', 'OPTIONS'])
    expect((await request(server.port, `${method} ${url}`, [own(), origin()])).status).toBe(403);
  expect((await put(url, [own(), origin(), type], 'x')).status).toBe(404);
  expect((await get(url)).body).toBe('hello');
});

test('a body is put by the page itself only, and only there', async () => {
  const { url } = take(1);
  expect((await put(url, [own(), type], 'x')).status, 'no origin').toBe(403);
  expect((await put(url, [own(), evil, type], 'x')).status).toBe(403);
  expect((await put(url, [own(), origin()], 'x')).status, 'no type').toBe(403);
  expect((await put(url, [own(), origin(), ['Content-Type', 'text/plain']], 'x')).status).toBe(403);
  expect((await put('/', [own(), origin(), type], 'x')).status).toBe(403);
  expect((await put('/session', [own(), origin(), type], 'x')).status).toBe(403);
  expect((await get(url)).status, 'another way').toBe(404);
  expect((await put(url, [own(), origin(), type], 'x')).status).toBe(204);
});

test('a download of which the source breaks is a broken connection', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(10);
      throw new Error('gone');
    })(),
  );
  const { url, id } = hub.offers.download({ filename: 'a', open: async () => ({ size: 20, body: broken }) });
  const asked = http.get({ port: server.port, host: '127.0.0.1', path: url, headers: { Host: server.host } });
  const [response] = (await once(asked, 'response')) as [http.IncomingMessage];
  await expect(buffer(response)).rejects.toThrow(/aborted/);
  expect(hub.progress(id)?.state).toBe('failed');
});

test('a client that leaves ends the source', async () => {
  const endless = Readable.from(
    (async function* () {
      for (;;) yield Buffer.alloc(65_536);
    })(),
  );
  const { url, id } = hub.offers.download({ filename: 'a', open: async () => ({ size: null, body: endless }) });
  const asked = http.get({ port: server.port, host: '127.0.0.1', path: url, headers: { Host: server.host } });
  const [response] = (await once(asked, 'response')) as [http.IncomingMessage];
  await once(response, 'data');
  asked.destroy();
  await expect.poll(() => hub.progress(id)?.state).toBe('cancelled');
  expect(endless.destroyed).toBe(true);
});

/** Sends a head, then a byte now and then; resolves with what came back, and after how long. */
const trickle = async (head: string, everyMs: number): Promise<{ text: string; ms: number }> => {
  const started = performance.now();
  const socket = net.connect(server.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => undefined);
  socket.write(head);
  const timer = setInterval(() => socket.write('x'), everyMs);
  await once(socket, 'close');
  clearInterval(timer);
  return { text, ms: performance.now() - started };
};

test('a body that takes its time is let in with a ticket, and cut off without', { timeout: 30_000 }, async () => {
  const { url, id } = take(28);
  const head = (path: string, method: string, mime: string, length: number): string =>
    `${method} ${path} HTTP/1.1\r\nHost: ${server.host}\r\nOrigin: ${server.origin}\r\nContent-Type: ${mime}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
  const [slow, stranger] = await Promise.all([
    trickle(head(url, 'PUT', type[1], 28), 500),
    trickle(head('/session', 'POST', 'application/json', 1000), 500),
  ]);
  expect(stranger.text).toMatch(/^HTTP\/1.1 408/);
  expect(stranger.ms).toBeLessThan(12_000);
  expect(slow.text).toMatch(/^HTTP\/1.1 204/);
  expect(slow.ms).toBeGreaterThan(12_000);
  expect(hub.progress(id)?.state).toBe('done');
});

test('many who wait do not push out a transfer', async () => {
  const { url, id } = take(2);
  const socket = net.connect(server.port, '127.0.0.1');
  const head = `PUT ${url} HTTP/1.1\r\nHost: ${server.host}\r\nOrigin: ${server.origin}\r\nContent-Type: ${type[1]}\r\nContent-Length: 2\r\n\r\n`;
  socket.write(`${head}a`);
  await expect.poll(() => hub.progress(id)?.bytes).toBe(1);
  const others = Array.from({ length: 600 }, () => {
    const other = net.connect(server.port, '127.0.0.1');
    other.on('error', () => undefined);
    other.write(
      `POST /session HTTP/1.1\r\nHost: ${server.host}\r\nOrigin: ${server.origin}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n`,
    );
    return other;
  });
  await expect.poll(() => others.filter((other) => other.closed).length, { timeout: 4_000 }).toBeGreaterThan(300);
  const answered = once(socket, 'data');
  socket.write('b');
  expect(String(await answered)).toMatch(/^HTTP\/1.1 204/);
  for (const other of [...others, socket]) other.destroy();
});

test('an expectation is met only with a ticket', async () => {
  const text = `PUT /transfer/${'x'.repeat(43)} HTTP/1.1\r\nHost: ${server.host}\r\nOrigin: ${server.origin}\r\nContent-Type: ${type[1]}\r\nContent-Length: 9\r\n\r\n`;
  expect((await exchange(server.port, text)).status).toBe(404);
});
