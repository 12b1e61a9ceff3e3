import { once } from 'node:events';
import http from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpClient } from './http';
import { startFakeEngine } from './testing/fake-engine';
import { createTransport } from './transport';
import type { EngineClient } from './types';

const target = (socket: string) =>
  ({ endpoint: { kind: 'local', path: socket, url: `unix://${socket}` }, tls: null }) as const;

async function client(socket: string): Promise<EngineClient> {
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  return createHttpClient(await createTransport(target(socket)), '1.41', closing.signal);
}
const start = { method: 'POST', path: '/exec/1/start', body: { Tty: true } } as const;

/** An engine that answers 101 and echoes; its first bytes come with the answer. */
async function switching(): Promise<{ readonly socket: string; readonly open: () => number }> {
  const fake = await startFakeEngine();
  onTestFinished(() => fake.close());
  let open = 0;
  const server = http.createServer();
  server.on('upgrade', (_request, socket) => {
    open += 1;
    socket.on('error', () => undefined);
    socket.once('close', () => (open -= 1));
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nhello ');
    socket.pipe(socket);
  });
  const socket = `${fake.socket}.switching`;
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => void server.close());
  return { socket, open: () => open };
}

test('bytes go both ways, the first ones with the answer', async () => {
  const { socket } = await switching();
  const stream = await (await client(socket)).hijack(start);
  stream.write(Buffer.from([0xff, 0x00]));
  let all = Buffer.alloc(0);
  while (all.length < 8) {
    const [bytes] = (await once(stream, 'data')) as [Buffer];
    all = Buffer.concat([all, bytes]);
  }
  expect(all).toEqual(Buffer.concat([Buffer.from('hello '), Buffer.from([0xff, 0x00])]));
  stream.destroy();
});

test('it ends with its signal', async () => {
  const { socket, open } = await switching();
  const end = new AbortController();
  const stream = await (await client(socket)).hijack({ ...start, signal: end.signal });
  expect(open()).toBe(1);
  end.abort();
  await once(stream, 'close');
  await expect.poll(open).toBe(0);
});

test('a refusal is one, with the engine’s words', async () => {
  const fake = await startFakeEngine({
    routes: {
      'POST /exec/1/start': (_request, response) => void response.writeHead(409).end('{"message":"is paused"}'),
    },
  });
  onTestFinished(() => fake.close());
  await expect((await client(fake.socket)).hijack(start)).rejects.toMatchObject({
    kind: 'refused',
    status: 409,
    message: 'is paused',
  });
});

test('an engine that goes on with 200 is understood too', async () => {
  const fake = await startFakeEngine({
    routes: {
      'POST /exec/1/start': (request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/vnd.docker.raw-stream' });
        response.write('raw');
        request.socket.on('data', () => undefined);
      },
    },
  });
  onTestFinished(() => fake.close());
  const stream = await (await client(fake.socket)).hijack(start);
  const [bytes] = (await once(stream, 'data')) as [Buffer];
  expect(bytes.toString()).toBe('raw');
  stream.destroy();
});
