import dgram from 'node:dgram';
import net from 'node:net';
import { expect, test } from 'vitest';
import { findPortHolders } from './port-holders';

test.runIf(process.platform === 'linux')('holders of TCP and UDP ports are named', async () => {
  const tcp = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => tcp.once('listening', resolve));
  const udp = dgram.createSocket('udp4');
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const address = tcp.address();
  const tcpPort = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const udpPort = udp.address().port;
  const holders = await findPortHolders([
    { protocol: 'tcp', port: tcpPort },
    { protocol: 'udp', port: udpPort },
    { protocol: 'tcp', port: 1 },
  ]);
  const self = expect.stringMatching(new RegExp(`^\\S.* \\(process ${process.pid}\\)$`)) as string;
  expect([...holders].sort()).toEqual([
    [`tcp ${tcpPort}`, self],
    [`udp ${udpPort}`, self],
  ]);
  await new Promise((resolve) => tcp.close(resolve));
  udp.close();
});

test('nobody is named where the system cannot be asked so', async () => {
  expect((await findPortHolders([{ protocol: 'tcp', port: 80 }], 'win32')).size).toBe(0);
});
