import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { freePort } from '../../main/services/machine/life/free-port';
import { until } from '../../testing/dockerd.mjs';
import { ended } from './vm-endings';

const MIB = 2 ** 20;
const LISTEN_MS = 30_000;

/** An image of one layer with random bytes, as `docker load` takes it. */
export function makeRandomImage(dir: string, mib: number, tag: string): string {
  const folder = path.join(dir, 'random-image');
  fs.mkdirSync(folder);
  const random = fs.openSync(path.join(folder, 'random'), 'w');
  const block = Buffer.alloc(MIB);
  for (let written = 0; written < mib; written++) fs.writeSync(random, randomFillSync(block));
  fs.closeSync(random);
  const layer = path.join(folder, 'layer.tar');
  execFileSync('tar', ['-C', folder, '-cf', layer, 'random']);
  const digest = createHash('sha256').update(fs.readFileSync(layer)).digest('hex');
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Cmd: ['sh'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
  };
  const manifest = [{ Config: 'config.json', RepoTags: [tag], Layers: ['layer.tar'] }];
  fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
  fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  const file = path.join(dir, 'random.tar');
  execFileSync('tar', ['-C', folder, '-cf', file, 'config.json', 'manifest.json', 'layer.tar']);
  fs.rmSync(folder, { recursive: true });
  return file;
}

export interface StreamPorts {
  /** Counts what it is sent, and says how much once the sender is done. */
  readonly up: number;
  /** Sends the bytes and closes. */
  readonly down: number;
}

/** What listens at both ports, the same in a container and on the host. */
export const streamServer = ({ up, down }: StreamPorts, bytes: number): string =>
  `busybox nc -ll -p ${String(up)} -e busybox wc -c & exec busybox nc -ll -p ${String(down)} -e busybox head -c ${String(bytes)} /dev/zero`;

export async function onHost<T>(bytes: number, work: (ports: StreamPorts) => Promise<T>): Promise<T> {
  const ports = { up: await freePort(null), down: await freePort(null) };
  const server = spawn('sh', ['-c', streamServer(ports, bytes)], { stdio: 'ignore', detached: true });
  const exited = once(server, 'exit');
  const end = async (): Promise<void> => {
    process.kill(-(server.pid ?? 0), 'SIGKILL');
    await exited;
  };
  return ended(end, () => work(ports));
}

/** ms until the far end has counted `bytes`. */
export async function sendUp(port: number, bytes: number): Promise<number> {
  const start = performance.now();
  const socket = net.connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data: Buffer) => (answer += data.toString()));
  const closed = once(socket, 'close');
  const block = Buffer.alloc(MIB);
  for (let sent = 0; sent < bytes; sent += block.length)
    if (!socket.write(block.subarray(0, bytes - sent))) await once(socket, 'drain');
  socket.end();
  await closed;
  if (Number(answer) !== bytes) throw new Error(`the server counted ${answer.trim()} of ${String(bytes)} bytes`);
  return performance.now() - start;
}

/** ms until `bytes` have come. */
export async function receiveDown(port: number, bytes: number): Promise<number> {
  const start = performance.now();
  const socket = net.connect(port, '127.0.0.1');
  let received = 0;
  for await (const data of socket as AsyncIterable<Buffer>) received += data.length;
  if (received !== bytes) throw new Error(`${String(received)} of ${String(bytes)} bytes came`);
  return performance.now() - start;
}

/** Until what listens there does answer. */
export const untilServed = ({ up }: StreamPorts): Promise<void> =>
  until(
    () =>
      sendUp(up, 1).then(
        () => true,
        () => false,
      ),
    LISTEN_MS,
    'the server listens',
  );
