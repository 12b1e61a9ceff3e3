import { spawnSync } from 'node:child_process';
import { findExecutable } from './executables.mjs';

/** What to put before a command so that it runs as root without asking; null where that cannot be. */
export const asRoot = (uid = process.getuid?.(), searchPath = process.env['PATH'] ?? '') => {
  if (uid === 0) return [];
  const sudo = findExecutable('sudo', searchPath);
  if (sudo === null || spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return null;
  return [sudo, '-n'];
};

/**
 * Signals a process (a group: its negative pid), also one that runs as root by our doing. Does nothing when it is gone.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export const signalProcess = (pid, signal) => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return;
    const [sudo, ...args] = asRoot() ?? [];
    if (sudo !== undefined)
      spawnSync(sudo, [...args, 'kill', `-${signal.slice(3)}`, '--', String(pid)], { stdio: 'ignore' });
  }
};
