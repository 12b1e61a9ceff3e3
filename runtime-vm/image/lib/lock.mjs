// One build at a time: they share the package lists, and the place where they build.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Waits until nobody else holds the file, works, and lets go. The kernel lets go for who is killed: the holder ends when
 * its standard input does.
 * @param {string} file
 * @param {() => Promise<void>} work
 */
export async function withLock(file, work) {
  const holder = spawn('flock', [file, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(holder, 'exit');
  const held = await Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)]);
  if (!held) throw new Error(`${file} cannot be locked`);
  try {
    await work();
  } finally {
    holder.stdin.end();
    await ended;
  }
}
