import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { DriverError } from '../../driver';
import type { Endpoints } from './command-line';
import { type Endpoint, PSK_FILE, PSK_USER, SOCKET_PATH_BYTES } from './endpoint';
import { FILES } from './names';
import { say } from '../../../../../texts/say';

const KEY_BYTES = 32;

const sockets = (dir: string): Endpoints => {
  const at = (name: string): Endpoint => ({ kind: 'unix', path: path.join(dir, name) });
  return { commands: at(FILES.commands), events: at(FILES.events), agent: at(FILES.agent) };
};

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => net.createServer().listen({ host: '127.0.0.1', port: 0 }));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function ports(dir: string): Promise<Endpoints> {
  const key = `${PSK_USER}:${randomBytes(KEY_BYTES).toString('hex')}\n`;
  await fs.writeFile(path.join(dir, PSK_FILE), key, { mode: 0o600 });
  const [commands = 0, events = 0, agent = 0] = await freePorts(3);
  const at = (port: number): Endpoint => ({ kind: 'psk', port, keyDir: dir });
  return { commands: at(commands), events: at(events), agent: at(agent) };
}

/** Throws `unsupported` when a socket's path would be too long for the system. */
export function checkSocketPaths(dir: string, platform: NodeJS.Platform): void {
  const longest = path.join(dir, FILES.events);
  if (platform === 'win32' || Buffer.byteLength(longest) <= SOCKET_PATH_BYTES) return;
  const limit = String(SOCKET_PATH_BYTES);
  throw new DriverError(
    'unsupported',
    say('The path {longest} is too long for a socket ({limit} bytes at most).', { longest, limit }),
  );
}

/** New ones for a machine about to start. */
export async function makeEndpoints(dir: string, platform: NodeJS.Platform): Promise<Endpoints> {
  if (platform === 'win32') return ports(dir);
  checkSocketPaths(dir, platform);
  const { commands, events, agent } = FILES;
  // Of a machine that is gone; QEMU would take them away as well, but a visitor could see the old one first.
  await Promise.all([commands, events, agent].map((name) => fs.rm(path.join(dir, name), { force: true })));
  return sockets(dir);
}
