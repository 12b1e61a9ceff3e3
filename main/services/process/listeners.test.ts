import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excludedRanges, lsofListeners, netstatListeners, tasklistNames } from './listener-tools';
import { containerIn, findPortHolder, listListeners } from './listeners';
import { addressOf, readSocketTables } from './socket-table';

const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 70334 1 00000000a1d2812e 100
   1: 0100007F:1F90 0100007F:9A65 01 00000000:00000000 00:00000000 00000000     0        0 70335 1 00000000a1d2812e 100
garbage
`;
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 80 1 0 100
`;
const UDP = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  1: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 53 2 0 0
  2: 0100007F:8000 0100007F:0035 01 00000000:00000000 00:00000000 00000000 0 0 54 2 0 0
`;

describe('the tables of Linux', () => {
  test('who waits counts, who is connected does not; several tables one after another', () => {
    expect(readSocketTables(TCP + TCP6 + UDP)).toEqual([
      { protocol: 'tcp', address: '127.0.0.1', port: 8080, inode: '70334' },
      { protocol: 'tcp', address: '::1', port: 80, inode: '80' },
      { protocol: 'udp', address: '0.0.0.0', port: 53, inode: '53' },
    ]);
    expect(readSocketTables('nonsense\n')).toEqual([]);
  });

  test.each([
    ['0100007F', '127.0.0.1'],
    ['00000000000000000000000000000000', '::'],
    ['B80D01200000000000000000010000FE', '2001:db8::fe00:1'],
    ['0000000000000000FFFF00000100007F', '127.0.0.1'],
    ['000080FE00000000FF005450ABCDEF01', 'fe80::5054:ff:1ef:cdab'],
    ['XYZ', null],
    ['00', null],
  ])('the address %s', (hex, address) => expect(addressOf(hex)).toBe(address));

  test('any address of IPv6 is read as it was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        fc.pre(!(bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255));
        const hex = [0, 4, 8, 12]
          .flatMap((at) => [...bytes.slice(at, at + 4)].reverse())
          .map((byte) => byte.toString(16).padStart(2, '0'));
        const address = addressOf(hex.join('')) ?? '';
        expect(net.isIPv6(address)).toBe(true);
        const list = new net.BlockList();
        list.addAddress(address, 'ipv6');
        const groups = Array.from({ length: 8 }, (_, at) =>
          (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16),
        );
        expect(list.check(groups.join(':'), 'ipv6')).toBe(true);
      }),
    );
  });

  test('the container a process runs in', () => {
    const id = 'ab'.repeat(32);
    expect(containerIn(`0::/system.slice/docker-${id}.scope\n`)).toBe(id);
    expect(containerIn(`12:pids:/docker/${id}\n`)).toBe(id);
    expect(containerIn('0::/user.slice\n')).toBeNull();
  });
});

test('the words of lsof', () => {
  const output =
    'p4711\ncnginx: master\nf6\nPTCP\nn*:80\nf7\nPUDP\nn127.0.0.1:53->127.0.0.1:40\np12\ncdns\nf1\nPUDP\nn[::1]:53\n';
  expect(lsofListeners(output)).toEqual([
    { protocol: 'tcp', address: '0.0.0.0', port: 80, pid: 4711, name: 'nginx: master' },
    { protocol: 'udp', address: '::1', port: 53, pid: 12, name: 'dns' },
  ]);
});

test('the words of Windows, in any language', () => {
  const output = [
    '  TCP    127.0.0.1:8080         10.0.0.1:50000         HERGESTELLT     1',
    '  TCP    127.0.0.1:8080         0.0.0.0:0              ABHÖREN         4711',
    '  TCP    [::]:135               [::]:0                 ABHÖREN         12',
    '  UDP    0.0.0.0:500            *:*                                    13',
  ].join('\r\n');
  expect(netstatListeners(output)).toEqual([
    { protocol: 'tcp', address: '127.0.0.1', port: 8080, pid: 4711 },
    { protocol: 'tcp', address: '::', port: 135, pid: 12 },
    { protocol: 'udp', address: '0.0.0.0', port: 500, pid: 13 },
  ]);
  expect(tasklistNames('"nginx.exe","4711","Console","1","10 K"\r\n').get(4711)).toBe('nginx.exe');
  expect(
    excludedRanges(
      'Start Port    End Port\n----------    --------\n      5357        5357\n     50000       50059     *\n',
    ),
  ).toEqual([
    { from: 5357, to: 5357 },
    { from: 50000, to: 50059 },
  ]);
});

test.runIf(process.platform === 'linux')('real sockets of this process are found, of both families', async () => {
  const tcp = net.createServer().listen(0, '::1');
  await once(tcp, 'listening');
  const udp = dgram.createSocket('udp4');
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const address = tcp.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const held = await listListeners('linux');
  expect(held).toContainEqual(expect.objectContaining({ protocol: 'tcp', address: '::1', port, pid: process.pid }));
  expect(held).toContainEqual(
    expect.objectContaining({ protocol: 'udp', address: '127.0.0.1', port: udp.address().port, pid: process.pid }),
  );
  expect(await findPortHolder(port, 'linux')).toMatchObject({ pid: process.pid });
  await new Promise((resolve) => tcp.close(resolve));
  udp.close();
});
