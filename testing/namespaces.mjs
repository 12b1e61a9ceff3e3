// Namespaces for an engine of a test, and the end of what it left in them.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';

// A network namespace of its own keeps its bridge and firewall rules off the machine. A holder keeps both namespaces
// over restarts, as a machine would.
const HOLDER = 'ip link set lo up 2>/dev/null; echo ready; exec sleep 2147483647';

/** @param {number} pid */
export const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/**
 * A process that keeps a network and a mount namespace until it is killed.
 * @param {string} [mounts] What the shell does in them first.
 * @returns {Promise<import('node:child_process').ChildProcess>}
 */
export const holdNamespaces = (mounts = 'true') =>
  new Promise((resolve, reject) => {
    const script = `${mounts} && { ${HOLDER}; }`;
    const holder = spawn('unshare', ['--net', '--mount', 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    holder.once('error', reject);
    holder.once('exit', (code) => reject(new Error(`unshare ended with ${String(code)}: root is needed`)));
    holder.stdout.once('data', () => {
      holder.stdout.destroy();
      holder.unref();
      resolve(holder);
    });
  });

/**
 * Ends the processes of that program that were told of the folder, and their children.
 * @param {string} dir @param {string} program Part of its path.
 */
export function killBelow(dir, program) {
  const parents = new Map();
  /** @type {number[]} */
  const doomed = [];
  for (const entry of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [command = '', ...rest] = fs.readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
      parents.set(Number(entry), Number(/^PPid:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${entry}/status`, 'utf8'))?.[1]));
      if (command.includes(program) && rest.some((arg) => arg.startsWith(`${dir}/`))) doomed.push(Number(entry));
    } catch {
      // It ended meanwhile.
    }
  }
  for (const pid of [...[...parents.keys()].filter((key) => doomed.includes(parents.get(key))), ...doomed]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
}

/** @param {string} dir */
export function unmountBelow(dir) {
  const mounts = fs.readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const below = mounts.map((line) => line.split(' ')[1] ?? '').filter((target) => target.startsWith(`${dir}/`));
  for (const target of below.reverse()) spawnSync('umount', ['-l', target], { stdio: 'ignore' });
}
