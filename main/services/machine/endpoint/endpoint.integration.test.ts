import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importBusybox, startDockerd } from '../../../../testing/dockerd.mjs';
import { type Certificates, ensureCertificates } from '../certificates/ensure';
import { connectEngine } from './connect-engine';
import { ensureDockerContext } from './docker-context';
import { type PrivateSocket, servePrivateSocket } from './private-socket';
import { privateAddress } from './socket-path';

const MIB = 2 ** 20;
/** As long as a machine may take to wake. */
const WAKE_MS = 1_000;

let dir = '';
let certificates: Certificates;
let served: PrivateSocket;
let image = '';
/** What `connect` does before it connects. */
let wake: () => Promise<void> = async () => undefined;
const undo: (() => unknown)[] = [];

/** dockerd's loopback is its own: from our port by a Unix socket into its network, with half-open ends as in the guest. */
const RELAY = `const net = require('node:net');
net.createServer({ allowHalfOpen: true }, (a) => {
  const b = net.connect({ port: 2376, host: '127.0.0.1', allowHalfOpen: true });
  a.pipe(b).pipe(a);
  for (const [one, other] of [[a, b], [b, a]]) one.on('error', () => other.destroy());
}).listen(process.argv[1], () => console.log('ready'));`;

async function relayInto(pid: number): Promise<number> {
  const socket = path.join(dir, 'relay.sock');
  const args = ['--target', String(pid), '--net', process.execPath, '-e', RELAY, socket];
  const child = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  undo.push(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const server = net.createServer({ allowHalfOpen: true }, (inbound) => {
    const outbound = net.connect({ path: socket, allowHalfOpen: true });
    inbound.pipe(outbound).pipe(inbound);
    inbound.on('error', () => outbound.destroy());
    outbound.on('error', () => inbound.destroy());
  });
  undo.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The certificates as dockerd takes them. */
function files(): string[] {
  const write = (name: string, text: string): string => {
    fs.writeFileSync(path.join(dir, name), text, { mode: 0o600 });
    return path.join(dir, name);
  };
  return [
    ...['--tlsverify', '--tlscacert', write('ca.pem', certificates.caPem)],
    ...[
      '--tlscert',
      write('cert.pem', certificates.server.cert),
      '--tlskey',
      write('key.pem', certificates.server.key),
    ],
  ];
}

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-endpoint-'));
  undo.push(() => fs.rmSync(dir, { recursive: true, force: true }));
  const log = (): void => undefined;
  certificates = await ensureCertificates({
    dir: path.join(dir, 'machine', 'tls'),
    guestIps: [],
    now: new Date(),
    log,
  });
  const dockerd = await startDockerd({ args: [...files(), '--host', 'tcp://127.0.0.1:2376'] });
  undo.push(() => dockerd.remove());
  image = await importBusybox(dockerd.url);
  const port = await relayInto(dockerd.pid());
  const address = privateAddress(process.platform, path.join(dir, 'machine'), os.userInfo().username);
  served = await servePrivateSocket({
    path: address.path,
    connect: async (signal) => {
      await wake();
      return connectEngine({ port, certificates, timeoutMs: 5_000 }, signal);
    },
    onConnection: () => undefined,
    onRequest: () => undefined,
    log,
  });
  undo.push(() => served.close());
  await ensureDockerContext({ configDir: path.join(dir, '.docker'), host: address.url, log });
});
afterAll(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

const start = (...args: string[]) => {
  const child = spawn('docker', ['--context', 'slipway', ...args], {
    env: { PATH: process.env.PATH, HOME: dir, DOCKER_CONFIG: path.join(dir, '.docker') },
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => void out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => void err.push(chunk));
  child.stdin.on('error', () => undefined);
  const ended = new Promise<{ code: number | null; out: Buffer; err: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, out: Buffer.concat(out), err: Buffer.concat(err).toString() }));
  });
  return { child, out, ended };
};
const docker = (input: Buffer | string, ...args: string[]) => {
  const { child, ended } = start(...args);
  child.stdin.end(input);
  return ended;
};
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const allClosed = () => expect.poll(() => served.activity().open, { timeout: 10_000 }).toBe(0);

test('docker --context slipway', async () => {
  const { code, out, err } = await docker('', 'version', '--format', '{{.Server.Version}}');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.toString()).toMatch(/^\d+\./);
  await allClosed();
});

test('what goes in comes out, and the end of the input is an end (hijacked connections)', async () => {
  const bytes = randomBytes(12 * MIB);
  for (let round = 0; round < 3; round += 1) {
    const { code, out, err } = await docker(bytes, 'run', '--rm', '-i', image, 'cat');
    expect({ code, err, sha: sha(out) }).toEqual({ code: 0, err: '', sha: sha(bytes) });
  }
  // All of the answer comes after the end of the input.
  const late = await docker(
    bytes,
    'run',
    '--rm',
    '-i',
    image,
    'sh',
    '-c',
    'cat > /tmp/all; cat /tmp/all; echo told >&2',
  );
  expect({ code: late.code, err: late.err, sha: sha(late.out) }).toEqual({ code: 0, err: 'told\n', sha: sha(bytes) });
  await allClosed();
});

test('a command in a running container, with input, and its exit code', async () => {
  const { out } = await docker('', 'run', '-d', image, 'sleep', '600');
  const id = out.toString().trim();
  const ran = await docker('one\ntwo\n', 'exec', '-i', id, 'sh', '-c', 'wc -l; exit 7');
  expect({ ...ran, out: ran.out.toString().trim() }).toEqual({ code: 7, out: '2', err: '' });
  await docker('', 'rm', '-f', id);
});

test('a caller that is killed leaves no connection behind', async () => {
  const { out } = await docker('', 'run', '-d', image, 'sh', '-c', 'while :; do echo tick; sleep 0.1; done');
  const id = out.toString().trim();
  for (const args of [['logs', '-f', id], ['attach', '--no-stdin', id], ['events']]) {
    const following = start(...args);
    if (args[0] === 'events') await expect.poll(() => served.activity().open).toBeGreaterThan(0);
    else await expect.poll(() => following.out.length, { timeout: 10_000 }).toBeGreaterThan(0);
    following.child.kill('SIGKILL');
    await following.ended;
    await allClosed();
  }
  await docker('', 'rm', '-f', id);
});

test('a machine that sleeps is woken by the call, which does not notice', async () => {
  let woken = 0;
  wake = async () => {
    woken += 1;
    await delay(WAKE_MS);
  };
  const { code } = await docker('', 'ps');
  expect(code).toBe(0);
  expect(woken).toBeGreaterThan(0);
});

test('a machine that does not wake: the CLI shows why', async () => {
  wake = async () => Promise.reject(new Error('The Slipway machine did not wake: its disk is full.'));
  const { code, err } = await docker('', 'ps');
  expect(code).toBe(1);
  expect(err).toContain('The Slipway machine did not wake: its disk is full.');
  wake = async () => undefined;
  expect((await docker('', 'ps')).code).toBe(0);
});
