import dgram from 'node:dgram';
import net from 'node:net';
import { expect, test } from 'vitest';
import { findPortHolders, socketsByInode } from './port-holders';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1 0
   1: 0100007F:1F91 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 12346 1 0
garbage
`;

test('who listens counts, who is connected does not', () => {
  expect([...socketsByInode(TABLE, 'tcp')]).toEqual([['12345', 8080]]);
  expect([...socketsByInode(TABLE, 'udp')]).toEqual([
    ['12345', 8080],
    ['12346', 8081],
  ]);
});

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
