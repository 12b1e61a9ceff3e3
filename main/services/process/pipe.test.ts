import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { until } from '../../../testing/dockerd.mjs';
import { openPipe } from './pipe';

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('what is written reaches the program, and what it says comes back', async () => {
  const pipe = await openPipe('cat', []);
  pipe.end('there and back');
  expect(await text(pipe)).toBe('there and back');
});

test('destroying the stream ends the program', async () => {
  const pipe = await openPipe(process.execPath, ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)']);
  const [chunk] = (await once(pipe, 'data')) as [Buffer];
  const pid = Number(chunk.toString());
  expect(isRunning(pid)).toBe(true);
  pipe.destroy();
  await until(() => !isRunning(pid), 5000, 'the program is gone');
});

test('a program that is not there is told', async () => {
  await expect(openPipe('slipway-no-such-program', [])).rejects.toThrow(/slipway-no-such-program/);
});
