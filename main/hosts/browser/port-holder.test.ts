import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { listenFailure } from './port-holder';

test.runIf(process.platform === 'linux')('this process is found', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
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
