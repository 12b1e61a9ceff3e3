import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDockerd, until } from '../../../testing/dockerd.mjs';
import { createEngine } from './engine';
import { parseEndpoint } from './endpoint';
import { probe } from './probe';
import type { TlsFiles } from './target';
import { createAuthority, type Authority } from './testing/certificates';

const never = new AbortController().signal;
const undo: (() => unknown)[] = [];
let own: Authority;
let foreign: Authority;
let client: { readonly cert: string; readonly key: string };
let port = 0;

/** dockerd's loopback is its own: from our port by a Unix socket into its network. */
const RELAY = `const net = require('node:net');
net.createServer((a) => {
  const b = net.connect(2376, '127.0.0.1');
  a.pipe(b).pipe(a);
  for (const [one, other] of [[a, b], [b, a]]) one.on('error', () => other.destroy()).on('close', () => other.destroy());
}).listen(process.argv[1], () => console.log('ready'));`;

async function relayInto(pid: number, socket: string): Promise<number> {
  const args = ['--target', String(pid), '--net', process.execPath, '-e', RELAY, socket];
  const relay = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  undo.push(() => relay.kill('SIGKILL'));
  await new Promise((resolve) => relay.stdout.once('data', resolve));
  const server = net.createServer((inbound) => {
    const outbound = net.connect(socket);
    inbound.pipe(outbound).pipe(inbound);
    inbound.on('error', () => outbound.destroy()).on('close', () => outbound.destroy());
    outbound.on('error', () => inbound.destroy()).on('close', () => inbound.destroy());
  });
  undo.push(() => server.close());
  return listen(server);
}

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function targetOf(url: string, tls: TlsFiles | null) {
  const parsed = parseEndpoint(url, tls !== null);
  if (!parsed.ok || parsed.endpoint.kind === 'unsupported') throw new Error(url);
  return { endpoint: parsed.endpoint, tls };
}
const ask = (tls: TlsFiles | null, host = '127.0.0.1', at = port) =>
  probe(targetOf(`tcp://${host}:${String(at)}`, tls), never);
const problem = (words: string) => ({
  ok: false,
  failure: { state: 'tls-problem', reason: expect.stringContaining(words) as string },
});

beforeAll(async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'slipway-tls-'));
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  own = createAuthority(path.join(dir, 'own'));
  foreign = createAuthority(path.join(dir, 'foreign'));
  client = own.issue('client', 'DNS:client');
  const server = own.issue('server', 'IP:127.0.0.1');
  const files = ['--tlscacert', own.ca, '--tlscert', server.cert, '--tlskey', server.key];
  const dockerd = await startDockerd({ args: ['--tlsverify', ...files, '--host', 'tcp://127.0.0.1:2376'] });
  undo.push(() => dockerd.remove());
  port = await relayInto(dockerd.pid(), path.join(dir, 'relay.sock'));
  await until(async () => (await ask(own.client(client))).ok, 10_000, 'dockerd answers over TLS');
});
afterAll(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

function homeWithContext(host: string, files: Readonly<Record<string, string>>): string {
  const home = mkdtempSync(path.join(os.tmpdir(), 'slipway-home-'));
  undo.push(() => rmSync(home, { recursive: true, force: true }));
  const id = createHash('sha256').update('lab').digest('hex');
  const [meta, tls] = [`${home}/.docker/contexts/meta/${id}`, `${home}/.docker/contexts/tls/${id}/docker`];
  for (const folder of [meta, tls]) mkdirSync(folder, { recursive: true });
  writeFileSync(`${home}/.docker/config.json`, '{"currentContext":"lab"}');
  writeFileSync(`${meta}/meta.json`, JSON.stringify({ Name: 'lab', Endpoints: { docker: { Host: host } } }));
  for (const [name, file] of Object.entries(files)) copyFileSync(file, `${tls}/${name}.pem`);
  return home;
}

test('the whole engine by a Docker context', async () => {
  const engine = createEngine({
    flag: null,
    env: {},
    homeDir: homeWithContext(`tcp://127.0.0.1:${String(port)}`, { ca: own.ca, ...client }),
    platform: 'win32',
    uid: 0,
    choice: { selected: 'context:lab', consented: [] },
    saveChoice: () => undefined,
    log: () => undefined,
  });
  undo.push(() => engine.close());
  const events: string[] = [];
  const note = (what: string) => () => void events.push(what);
  engine.subscribe({ connected: note('up'), event: ({ action }) => events.push(action), disconnected: note('down') });
  await expect.poll(() => engine.state().status.state).toBe('connected');
  expect(engine.cliPrefix()).toBe('docker');
  expect(await engine.facts()).toMatchObject({ negotiatedApiVersion: '1.41' });
  await engine.client.json({ method: 'POST', path: '/volumes/create', body: { Name: 'lab-volume' } });
  await expect.poll(() => events).toEqual(['up', 'create']);
  await engine.close();
});

test('no client certificate', async () => {
  // The refusal races with our request: it must be recognised every time.
  for (let round = 0; round < 20; round += 1)
    expect(await ask(own.client())).toMatchObject(problem('client certificate'));
});

test("a client certificate of another authority's", async () => {
  const other = foreign.issue('client', 'DNS:client');
  for (let round = 0; round < 20; round += 1)
    expect(await ask(own.client(other))).toMatchObject(problem('client certificate'));
});

test('a server certificate of an authority that is not trusted', async () => {
  expect(await ask(foreign.client(client))).toMatchObject(problem('its certificate'));
});

test('a server certificate for another host', async () => {
  expect(await ask(own.client(client), 'localhost')).toMatchObject(problem('another host name'));
});

test('without a check any server certificate will do', async () => {
  expect(await ask(foreign.client({ ...client, skipVerify: true }), 'localhost')).toMatchObject({ ok: true });
});

test('no TLS at all', async () => {
  expect(await ask(null)).toMatchObject(problem('asks for TLS'));
});

test('a key that does not belong to the certificate', async () => {
  const { key } = own.issue('other', 'DNS:other');
  expect(await ask(own.client({ ...client, key }))).toMatchObject({ ok: false, failure: { state: 'tls-problem' } });
});

test.each([
  ['expired', 'IP:127.0.0.1', true, 'has expired'],
  ['self-signed', 'IP:127.0.0.1', false, 'does not trust'],
])('a server certificate that is %s', async (name, subject, expired, words) => {
  const { cert, key } = (expired ? own : foreign).issue(name, subject, expired);
  const server = https.createServer({ cert: readFileSync(cert), key: readFileSync(key) });
  undo.push(() => server.close());
  expect(await ask(own.client(client), '127.0.0.1', await listen(server))).toMatchObject(problem(words));
});
