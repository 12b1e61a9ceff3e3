import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { freePort } from './free-port';

const servers: net.Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

const take = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    servers.push(server);
    server.listen(port, '127.0.0.1', resolve);
  });

test('the one it had, as long as nobody else took it', async () => {
  const first = await freePort(null);
  expect(await freePort(first)).toBe(first);
  await take(first);
  const second = await freePort(first);
  expect(second).not.toBe(first);
  await take(second);
});
