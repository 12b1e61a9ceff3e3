import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { findPortHolder, listenFailure, listeningInodes, lsofHolder, netstatPid } from './port-holder';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 70334 1 00000000a1d2812e 100
   1: 0100007F:1F90 0100007F:9A65 01 00000000:00000000 00:00000000 00000000     0        0 70335 1 00000000a1d2812e 100
   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 70336 1 00000000a1d2812e 100
`;

test.each([
  [8080, ['70334']],
  [8081, ['70336']],
  [8082, []],
])('who listens on %i in a table of Linux', (port, inodes) => expect(listeningInodes(TABLE, port)).toEqual(inodes));

test('in the words of lsof', () => {
  expect(lsofHolder('p4711\ncnginx: master\nf6\n')).toEqual({ pid: 4711, name: 'nginx: master' });
  expect(lsofHolder('')).toBeNull();
});

test('in the words of netstat, in any language', () => {
  const output = [
    '  TCP    127.0.0.1:8080         10.0.0.1:50000         HERGESTELLT     1',
    '  TCP    127.0.0.1:8080         0.0.0.0:0              ABHÖREN         4711',
    '  TCP    127.0.0.1:18080        0.0.0.0:0              ABHÖREN         2',
  ].join('\r\n');
  expect(netstatPid(output, 8080)).toBe(4711);
  expect(netstatPid(output, 80)).toBeNull();
});

test.runIf(process.platform === 'linux')('this process is found', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    expect(await findPortHolder(port, 'linux')).toMatchObject({ pid: process.pid });
    const words = await listenFailure(Object.assign(new Error(), { code: 'EADDRINUSE' }), port, 'linux');
    expect(words).toMatch(`Port ${port} is taken by `);
    expect(words).toMatch(`(process ${process.pid}). Choose another with --port`);
  } finally {
    server.close();
  }
});

test('where nobody is found, it says as much', async () => {
  const error = Object.assign(new Error(), { code: 'EADDRINUSE' });
  expect(await listenFailure(error, 1, 'linux')).toMatch('Port 1 is taken by another program.');
  expect(await listenFailure(error, 1, 'win32')).toMatch('Port 1 is taken by another program.');
});

test.each([
  ['EACCES', 'Port 80 is not for this user'],
  ['EIO', 'Cannot listen on port 80: Error: broken'],
])('%s', async (code, words) => {
  expect(await listenFailure(Object.assign(new Error('broken'), { code }), 80, 'linux')).toMatch(words);
});
