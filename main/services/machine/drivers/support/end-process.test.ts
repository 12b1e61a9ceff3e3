import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../process/identity';
import { endProcess } from './end-process';

/** Much memory, so that its first thread is long gone when the last one lets go of the port. */
const LISTENER = `
  const kept = Buffer.alloc(200e6, 1);
  const server = require('net').createServer((socket) => socket.end(kept.subarray(0, 1)));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

async function listener(): Promise<{ pid: number; port: number }> {
  const child = spawn(process.execPath, ['-e', LISTENER], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { pid: child.pid ?? 0, port: Number(said.toString()) };
}

describe('endProcess', () => {
  it('has ended a process when its port is free, not when its first thread is gone', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { pid, port } = await listener();
      const identity = await identityOf(pid);
      if (identity === null) throw new Error('it has no identity');
      expect(await endProcess(identity, 0)).toBe(true);
      await expect(once(net.connect(port, '127.0.0.1'), 'end')).rejects.toThrow('ECONNREFUSED');
    }
  });
});
