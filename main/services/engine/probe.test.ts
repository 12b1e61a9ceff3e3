import http from 'node:http';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { clockSkew } from './ping';
import { probe } from './probe';
import type { Target } from './target';
import { startFakeEngine } from './testing/fake-engine';

const never = new AbortController().signal;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

const local = (path: string): Target => ({ endpoint: { kind: 'local', path, url: `unix://${path}` }, tls: null });

async function network(server: net.Server, secure = false): Promise<Target> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `tcp://127.0.0.1:${String(port)}`;
  const place = { host: '127.0.0.1', port, secure, basePath: '', auth: null, loopback: true, url };
  return { endpoint: { kind: 'network', ...place }, tls: null };
}

test.each([
  ['1.24', '1.12', '1.24'],
  ['1.44', '1.24', '1.44'],
  ['1.52', '1.44', '1.51'],
  ['1.55', '1.40', '1.51'],
])('an engine of API %s is spoken to in its own or our newest', async (apiVersion, minApiVersion, negotiated) => {
  const engine = await startFakeEngine({ apiVersion, minApiVersion });
  undo.push(() => engine.close());
  expect(await probe(local(engine.socket), never)).toEqual({
    ok: true,
    value: { version: '99.1', apiVersion, minApiVersion, negotiated, skewMs: 0 },
  });
});

test.each([
  ['1.12', '1.12', 'too-old'],
  ['1.60', '1.52', 'too-new'],
])('an engine of API %s (from %s) is %s', async (apiVersion, minApiVersion, state) => {
  const engine = await startFakeEngine({ apiVersion, minApiVersion });
  undo.push(() => engine.close());
  expect(await probe(local(engine.socket), never)).toMatchObject({ ok: false, failure: { state } });
});

test('without headers it counts as the oldest', async () => {
  const engine = await startFakeEngine({ apiVersion: null, minApiVersion: null });
  undo.push(() => engine.close());
  expect(await probe(local(engine.socket), never)).toMatchObject({ ok: true, value: { negotiated: '1.24' } });
});

test('nothing there, a file, a dead socket', async () => {
  expect(await probe(local('/nowhere/docker.sock'), never)).toMatchObject({
    failure: { state: 'absent', reason: 'There is no socket at /nowhere/docker.sock.' },
  });
  expect(await probe(local(import.meta.filename), never)).toMatchObject({ failure: { state: 'refused' } });
});

test('a server of something else is not taken for an engine', async () => {
  const page = http.createServer((_request, response) => response.end('<html>hello</html>'));
  expect(await probe(await network(page), never)).toMatchObject({
    failure: { state: 'failed', reason: expect.stringContaining('is not a container engine') as string },
  });
  const ssh = net.createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.2\r\n'));
  expect(await probe(await network(ssh), never)).toMatchObject({ failure: { state: 'failed' } });
  const broken = http.createServer((_request, response) => response.writeHead(502).end('bad gateway'));
  expect(await probe(await network(broken), never)).toMatchObject({
    failure: { state: 'failed', reason: expect.stringContaining('HTTP 502') as string },
  });
});

test('accepting without answering is not responding, after the deadline', async () => {
  const sockets: net.Socket[] = [];
  const mute = net.createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
  undo.push(() => sockets.forEach((socket) => socket.destroy()));
  const startedAt = performance.now();
  expect(await probe(await network(mute), never)).toMatchObject({ failure: { state: 'not-responding' } });
  expect(performance.now() - startedAt).toBeLessThan(3_900);
});

test('TLS to a port that does not speak it', async () => {
  const plain = http.createServer((_request, response) => response.end('OK'));
  expect(await probe(await network(plain, true), never)).toMatchObject({
    failure: { state: 'tls-problem', reason: expect.stringContaining('does not speak TLS') as string },
  });
});

test('TLS files that cannot be read', async () => {
  const target = await network(net.createServer(), true);
  const tls = { ca: '/nowhere/ca.pem', cert: null, key: null, skipVerify: false };
  expect(await probe({ ...target, tls }, never)).toMatchObject({
    failure: { state: 'tls-problem', reason: expect.stringContaining('/nowhere/ca.pem') as string },
  });
});

test('clock skew, as far as whole seconds tell', () => {
  const at = Date.parse('2026-01-01T00:00:00.400Z');
  const date = (offsetMs: number) => new Date(at + offsetMs).toUTCString();
  expect(clockSkew(date(0), at, at + 20)).toBe(0);
  expect(clockSkew(date(600), at, at + 20)).not.toBe(null);
  expect(clockSkew(date(60_000), at, at + 20)).toBeGreaterThan(59_000);
  expect(clockSkew(date(-60_000), at, at + 20)).toBeLessThan(-59_000);
  expect(clockSkew('yesterday', at, at)).toBeNull();
  expect(clockSkew(undefined, at, at)).toBeNull();
});
