import net from 'node:net';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { type Vm, WELCOME } from './vm';

const ANSWER_MS = 5_000;
const LIMIT_MS = 120_000;
const LOOK_MS = 100;

/** What listens at a port says; empty: nobody does, or nobody speaks. */
async function heard(port: number): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  socket.setTimeout(ANSWER_MS, () => socket.destroy());
  let said = '';
  socket.on('data', (data: Buffer) => (said += data.toString()));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return said.trim();
}

async function isTaken(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function countOf(ports: readonly number[], look: (port: number) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (const port of ports) if (await look(port)) count += 1;
  return count;
}

async function timeUntil(holds: () => boolean | Promise<boolean>): Promise<number> {
  const start = performance.now();
  while (!(await holds())) {
    if (performance.now() - start > LIMIT_MS) return Number.POSITIVE_INFINITY;
    await delay(LOOK_MS);
  }
  return performance.now() - start;
}

export interface PortRange {
  /** ms of `docker run` itself. */
  readonly runMs: number;
  /** ms from its end until all are there. */
  readonly thereMs: number;
  /** How many lead each to its own server in the container. */
  readonly answering: number;
  /** ms from the end of `docker stop` until none is left. */
  readonly goneMs: number;
  /** How many still take a connection then. */
  readonly left: number;
}

/** Publishes a range in one container, with a server behind each port that says its number, and stops it. */
export async function portRange(vm: Vm, address: '' | '127.0.0.1:', first: number, count: number): Promise<PortRange> {
  const last = first + count - 1;
  const ports = Array.from({ length: count }, (_, at) => first + at);
  const taken = await countOf(ports, isTaken);
  if (taken > 0) throw new Error(`${String(taken)} of the ports ${String(first)}-${String(last)} are taken here`);
  const range = `${String(first)}-${String(last)}`;
  const servers = `for port in $(busybox seq ${String(first)} ${String(last)}); do busybox nc -ll -p $port -e busybox echo $port & done; wait`;
  const asked = performance.now();
  const published = `${address}${range}:${range}`;
  await vm.docker(
    'run',
    '-d',
    '--stop-signal',
    'KILL',
    '--name',
    'range',
    '-p',
    published,
    WELCOME,
    'sh',
    '-c',
    servers,
  );
  const runMs = performance.now() - asked;
  const forwards = () => vm.machine.state().forwards;
  const thereMs = await timeUntil(
    () => forwards().length === count && forwards().every(({ problem }) => problem === null),
  );
  let answering = 0;
  // The servers, too, take their time.
  await timeUntil(async () => {
    answering = await countOf(ports, async (port) => (await heard(port)) === String(port));
    return answering === count;
  });
  await vm.docker('stop', 'range');
  const goneMs = await timeUntil(() => forwards().length === 0);
  const left = await countOf(ports, isTaken);
  await vm.docker('rm', '-f', 'range');
  return { runMs, thereMs, answering, goneMs, left };
}
