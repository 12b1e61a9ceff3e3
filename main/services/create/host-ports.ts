import dgram from 'node:dgram';
import net from 'node:net';
import type { SpecPort } from '../../contract/spec';
import { portRange } from '../spec/port-range';
import type { TakenPort } from './inventory';

const ANYWHERE = new Set(['', '0.0.0.0', '::', '[::]', '*']);

/** Two sockets of one port collide when they share an address. */
export const overlaps = (a: string, b: string): boolean => a === b || ANYWHERE.has(a) || ANYWHERE.has(b);

/**
 * Whether something on this computer holds the port: it is tried, and let go at once. False where that cannot be told, as
 * with a port that only root may take.
 */
export async function isHeldHere(port: number, protocol: SpecPort['protocol'], hostIp: string): Promise<boolean> {
  if (protocol === 'sctp') return false;
  const address = ANYWHERE.has(hostIp) ? '0.0.0.0' : hostIp;
  const code = protocol === 'tcp' ? await tryTcp(port, address) : await tryUdp(port, address);
  return code === 'EADDRINUSE';
}

const codeOf = (error: NodeJS.ErrnoException): string => error.code ?? '';

const tryTcp = (port: number, host: string): Promise<string> =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(codeOf(error)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('')));
  });

const tryUdp = (port: number, address: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = dgram.createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(codeOf(error)));
    socket.bind({ port, address, exclusive: true }, () => socket.close(() => resolve('')));
  });

/** Whether a host port can be had. */
export type IsFree = (port: number, protocol: SpecPort['protocol'], hostIp: string) => Promise<boolean>;

/** By what containers have, and where the engine's ports are this computer's by what is held here. */
export const freePorts =
  (taken: readonly TakenPort[], onThisComputer: boolean): IsFree =>
  async (port, protocol, hostIp) => {
    const clash = taken.some(
      (each) => each.port === port && each.protocol === protocol && overlaps(each.hostIp, hostIp),
    );
    return !clash && !(onThisComputer && (await isHeldHere(port, protocol, hostIp)));
  };

/** Only root may take these. */
const FIRST_OF_USERS = 1024;
const UP_FROM_ROOT = 8000;
const LAST = 65_535;
const MOST_TRIES = 200;

/** 80 -> 8080, 443 -> 8443, 5432 -> 5432: where one would look for it. */
export const likelyPort = (containerPort: number): number =>
  containerPort < FIRST_OF_USERS ? UP_FROM_ROOT + (containerPort === 80 ? 80 : containerPort) : containerPort;

interface Wanted {
  readonly from: number;
  readonly protocol: SpecPort['protocol'];
  readonly hostIp: string;
}

/** The first free one from there on, beside those `given` out already, to which it is added; null: none near. */
export async function nextFree(
  { from, protocol, hostIp }: Wanted,
  isFree: IsFree,
  given: Set<string>,
): Promise<number | null> {
  for (let port = from; port <= Math.min(LAST, from + MOST_TRIES); port += 1) {
    const key = `${protocol} ${port}`;
    if (given.has(key) || !(await isFree(port, protocol, hostIp))) continue;
    given.add(key);
    return port;
  }
  return null;
}

const isProtocol = (said: string): said is SpecPort['protocol'] => said === 'tcp' || said === 'udp' || said === 'sctp';

/** An image's exposed ports on free host ports. */
export async function proposePorts(exposed: readonly string[], isFree: IsFree): Promise<SpecPort[]> {
  const given = new Set<string>();
  const ports: SpecPort[] = [];
  for (const each of exposed) {
    const [containerPort = '', said = 'tcp'] = each.split('/');
    if (!isProtocol(said)) continue;
    // A range says that some of them may be used, and not which.
    const only = portRange(containerPort);
    const from = only !== null && only.first === only.last ? likelyPort(only.first) : null;
    const port = from === null ? null : await nextFree({ from, protocol: said, hostIp: '' }, isFree, given);
    if (from !== null)
      ports.push({ hostIp: '', hostPort: port === null ? '' : String(port), containerPort, protocol: said });
  }
  return ports;
}

/** The same ports where they are free, else the next ones. */
export async function moveToFree(ports: readonly SpecPort[], isFree: IsFree): Promise<SpecPort[]> {
  const given = new Set<string>();
  const moved: SpecPort[] = [];
  for (const each of ports) {
    const range = portRange(each.hostPort);
    if (range === null) {
      moved.push(each);
      continue;
    }
    const numbers: (number | null)[] = [];
    for (let from = range.first; from <= range.last; from += 1) {
      const before = numbers.at(-1);
      const least = before === undefined || before === null ? from : Math.max(from, before + 1);
      numbers.push(await nextFree({ from: least, ...each }, isFree, given));
    }
    const first = numbers[0];
    const last = numbers.at(-1);
    const inRow = typeof first === 'number' && typeof last === 'number' && last - first === range.last - range.first;
    // What cannot be had in a row is left to the engine.
    const hostPort = !inRow ? '' : first === last ? String(first) : `${first}-${last}`;
    moved.push({ ...each, hostPort });
  }
  return moved;
}
