import type http from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createHttpClient, type HttpClient } from './http';
import { startFakeEngine, type FakeEngine, type Route } from './testing/fake-engine';
import { createTransport } from './transport';
import type { EngineRequest } from './types';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

async function engineWith(
  routes: Readonly<Record<string, Route>>,
): Promise<{ engine: FakeEngine; client: HttpClient }> {
  const engine = await startFakeEngine({ routes });
  undo.push(() => engine.close());
  const endpoint = { kind: 'local', path: engine.socket, url: engine.url } as const;
  const transport = await createTransport({ endpoint, tls: null });
  const closing = new AbortController();
  undo.push(() => closing.abort());
  return { engine, client: createHttpClient(transport, '1.41', closing.signal) };
}

const get = (path: string, more: Partial<EngineRequest> = {}): EngineRequest => ({ method: 'GET', path, ...more });

test('version, query and JSON body are sent as the API wants them', async () => {
  const bodies: string[] = [];
  const { engine, client } = await engineWith({
    'POST /x': (request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on('end', () => response.end(JSON.stringify(request.headers['content-type'])));
    },
  });
  const query = { all: true, limit: 3, filters: { label: ['a=b&c'] }, not: undefined };
  expect(await client.json({ method: 'POST', path: '/x', query, body: { a: 'ü' } })).toBe('application/json');
  expect(bodies.join('')).toBe('{"a":"ü"}');
  const filters = encodeURIComponent('{"label":["a=b&c"]}');
  expect(engine.requests).toEqual([`POST /v1.41/x?all=true&limit=3&filters=${filters}`]);
});

test('characters survive chunks that cut them', async () => {
  const text = '漢字🐳é';
  const { client } = await engineWith({
    'GET /text': (_request, response) => {
      for (const byte of Buffer.from(text)) response.write(Buffer.from([byte]));
      response.end();
    },
  });
  expect(await client.text(get('/text'))).toBe(text);
});

test('no body is null, 304 is a success', async () => {
  const { client } = await engineWith({
    'POST /started': (_request, response) => void response.writeHead(304).end(),
    'POST /none': (_request, response) => void response.writeHead(204).end(),
  });
  expect(await client.json({ method: 'POST', path: '/started' })).toBeNull();
  expect(await client.json({ method: 'POST', path: '/none' })).toBeNull();
});

test("errors carry the engine's words unchanged", async () => {
  const hostile = '<img src=x onerror=alert(1)>\u001b[2J\u202e';
  const { client } = await engineWith({
    'GET /json': (_request, response) => void response.writeHead(409).end(JSON.stringify({ message: hostile })),
    'GET /text': (_request, response) => void response.writeHead(500).end('  broken\n'),
    'GET /empty': (_request, response) => void response.writeHead(503).end(),
    'GET /moved': (_request, response) => void response.writeHead(301).end(),
    'GET /garbage': (_request, response) => void response.end('{"a":'),
  });
  await expect(client.json(get('/json'))).rejects.toMatchObject({ kind: 'refused', status: 409, message: hostile });
  await expect(client.json(get('/text'))).rejects.toMatchObject({ kind: 'refused', status: 500, message: 'broken' });
  await expect(client.json(get('/empty'))).rejects.toMatchObject({ kind: 'refused', message: 'HTTP 503' });
  await expect(client.stream(get('/none'))).rejects.toMatchObject({ kind: 'refused', status: 404 });
  await expect(client.json(get('/moved'))).rejects.toMatchObject({ kind: 'malformed' });
  await expect(client.json(get('/garbage'))).rejects.toMatchObject({ kind: 'malformed' });
});

test('an endless answer is given up', async () => {
  const { client } = await engineWith({
    'GET /endless': (_request, response) => {
      const block = Buffer.alloc(1024 * 1024, 'x');
      const write = (): void => void response.write(block, (error) => error ?? write());
      write();
    },
  });
  await expect(client.text(get('/endless'))).rejects.toMatchObject({ kind: 'malformed' });
});

test('timeouts say after how long', async () => {
  const { client } = await engineWith({ 'GET /slow': () => undefined });
  await expect(client.text(get('/slow', { timeoutMs: 50 }))).rejects.toMatchObject({ kind: 'timeout', afterMs: 50 });
});

test('cancelling ends the request, also one that waits', async () => {
  let closed = 0;
  const { engine, client } = await engineWith({
    'GET /slow': (_request, response) => void response.once('close', () => (closed += 1)),
  });
  const controller = new AbortController();
  const requests = Array.from({ length: 20 }, () => client.text(get('/slow', { signal: controller.signal })));
  await expect.poll(() => engine.requests.length).toBe(16);
  controller.abort();
  for (const request of await Promise.allSettled(requests))
    expect(request).toMatchObject({ status: 'rejected', reason: { kind: 'aborted' } });
  await expect.poll(() => closed).toBe(16);
  expect(engine.requests).toHaveLength(16);
});

test('at most 16 at once; streams do not count', async () => {
  let busy = 0;
  let most = 0;
  const { client } = await engineWith({
    'GET /work': (_request, response) => {
      most = Math.max(most, (busy += 1));
      setTimeout(() => response.end('1', () => (busy -= 1)), 5);
    },
  });
  const streams = await Promise.all(Array.from({ length: 20 }, () => client.stream(get('/events'))));
  await Promise.all(Array.from({ length: 100 }, () => client.json(get('/work'))));
  expect(most).toBe(16);
  for (const stream of streams) stream.destroy();
});

/** Answers once, then breaks every connection of the given request before an answer. */
const breaking = (times: number): { route: Route; seen: () => number } => {
  let seen = 0;
  const route: Route = (request, response) => {
    seen += 1;
    if (seen <= times) request.socket.destroy();
    else response.end('"done"');
  };
  return { route, seen: () => seen };
};

test('a GET is sent again on a broken connection, three times in all', async () => {
  const [healing, hopeless] = [breaking(2), breaking(99)];
  const { client } = await engineWith({ 'GET /a': healing.route, 'GET /b': hopeless.route });
  expect(await client.json(get('/a'))).toBe('done');
  await expect(client.json(get('/b'))).rejects.toMatchObject({ kind: 'unreachable', code: 'ECONNRESET' });
  expect(hopeless.seen()).toBe(3);
});

test('a GET whose answer breaks off is sent again', async () => {
  let seen = 0;
  const { client } = await engineWith({
    'GET /a': (_request, response) => {
      seen += 1;
      if (seen > 1) response.end('"whole"');
      else response.write('"ha', () => response.destroy());
    },
  });
  expect(await client.json(get('/a'))).toBe('whole');
});

test.each(['POST', 'PUT', 'DELETE'] as const)('a %s is never sent again', async (method) => {
  const { route, seen } = breaking(99);
  const { client } = await engineWith({ [`${method} /a`]: route });
  await expect(client.json({ method, path: '/a' })).rejects.toMatchObject({ kind: 'unreachable' });
  expect(seen()).toBe(1);
});

test('a refused request is not sent again', async () => {
  const { engine, client } = await engineWith({ 'GET /a': (_request, response) => void response.writeHead(500).end() });
  await expect(client.json(get('/a'))).rejects.toMatchObject({ kind: 'refused' });
  expect(engine.requests).toHaveLength(1);
});

test('connections that the engine closes while they are idle harm neither GET nor POST', async () => {
  const sockets = new Set<http.IncomingMessage['socket']>();
  const answer: Route = (request, response) => {
    sockets.add(request.socket);
    response.end('1');
  };
  const { client } = await engineWith({ 'GET /a': answer, 'POST /a': answer });
  for (let round = 0; round < 50; round += 1) {
    await client.json(get('/a'));
    const posted = client.json({ method: 'POST', path: '/a' });
    for (const socket of sockets) if (round % 2 === 0 && !socket.destroyed) socket.end();
    await Promise.all([posted, client.json(get('/a'))]);
  }
});

test('retired: GETs and waiting requests fail at once with the reason, a POST under way ends well', async () => {
  let finish: () => void = () => undefined;
  const { engine, client } = await engineWith({
    'GET /slow': () => undefined,
    'POST /stop': (_request, response) => (finish = () => response.end('"stopped"')),
  });
  const stopped = client.json({ method: 'POST', path: '/stop' });
  const reads = Array.from({ length: 20 }, () => client.json(get('/slow')));
  await expect.poll(() => engine.requests.length).toBe(16);
  client.retire('The engine is gone.');
  for (const read of await Promise.allSettled(reads))
    expect(read).toMatchObject({ status: 'rejected', reason: { kind: 'unreachable', message: 'The engine is gone.' } });
  await expect(client.json({ method: 'DELETE', path: '/x' })).rejects.toMatchObject({ kind: 'unreachable' });
  finish();
  expect(await stopped).toBe('stopped');
  expect(engine.requests).toHaveLength(16);
});

test('a missing socket is named', async () => {
  const { engine, client } = await engineWith({});
  await engine.close();
  await expect(client.json(get('/a'))).rejects.toMatchObject({
    kind: 'unreachable',
    code: 'ENOENT',
    message: `There is no socket at ${engine.socket}.`,
  });
});
