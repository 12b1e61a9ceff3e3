// A folder that holds all that a test run writes, and a mark on all that it starts, so that nothing is left of either.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { signalProcess } from './as-root.mjs';

const MARK = 'SLIPWAY_TEST_DIR';
/** What was killed is gone within, ms. */
const GONE_MS = 10_000;

/** Short: engines put their sockets below it, and a socket's path has at most 107 bytes. */
export const makeRunDir = () => fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'slipway-'));

/** What the suites inherit: the mark, and a place for temporary files. @param {string} dir */
export const runEnv = (dir) => ({ [MARK]: dir, TMPDIR: dir });

/** @param {number} pid @param {string} name @returns {string} */
const readProc = (pid, name) => {
  try {
    return fs.readFileSync(`/proc/${String(pid)}/${name}`, 'latin1');
  } catch {
    // It ended meanwhile, or is not ours.
    return '';
  }
};

/** Pids of all processes that bear the mark of this run, and of all that those started (containers inherit nothing). @param {string} dir */
export const markedProcesses = (dir) => {
  if (process.platform !== 'linux') return [];
  const pids = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const pid of pids) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(readProc(pid, 'status'))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = new Set(pids.filter((pid) => readProc(pid, 'environ').split('\0').includes(`${MARK}=${dir}`)));
  // A set is walked in the order of its growth: children of children are found too.
  for (const pid of found) for (const child of children.get(pid) ?? []) found.add(child);
  found.delete(process.pid);
  return [...found];
};

/** @param {string} dir */
const unmountBelow = (dir) => {
  const mounts = readProc(process.pid, 'mounts').split('\n');
  const below = mounts.map((line) => line.split(' ')[1] ?? '').filter((target) => target.startsWith(`${dir}/`));
  for (const target of below.reverse()) spawnSync('umount', ['-l', target], { stdio: 'ignore' });
};

/**
 * Ends all that still runs of a test run, by pid, and removes its folder. Resolves with how many processes were left.
 * @param {string} dir
 */
export const clearRunDir = async (dir) => {
  const left = markedProcesses(dir);
  const end = Date.now() + GONE_MS;
  for (let pids = left; pids.length > 0 && Date.now() < end; pids = markedProcesses(dir)) {
    for (const pid of pids) signalProcess(pid, 'SIGKILL');
    await delay(50);
  }
  unmountBelow(dir);
  fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  return left.length;
};

/** The same where suites ran as root by way of sudo: their processes and files are out of our reach. @param {string} dir @param {readonly string[]} prefix */
export const clearRunDirAsRoot = (dir, [sudo = '', ...args]) => {
  const script = `import { clearRunDir } from ${JSON.stringify(import.meta.url)}; await clearRunDir(${JSON.stringify(dir)});`;
  spawnSync(sudo, [...args, process.execPath, '--input-type=module', '--eval', script], { stdio: 'ignore' });
};
