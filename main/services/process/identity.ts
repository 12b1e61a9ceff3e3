import fs from 'node:fs/promises';
import { readPs, readStat, readWindowsProcess, type Stat } from './facts';
import { codeOf } from './error-code';

/** What tells a process from another one that got its number later. Can be kept in a file as JSON. */
export interface Identity {
  readonly pid: number;
  /** Opaque: compared, never read. On Linux it holds the boot's id, so that it is never the same after a reboot. */
  readonly startTime: string;
  /** Path, or where the system does not tell it the name. */
  readonly executable: string;
}

/** A program that an update replaced while it runs. */
const DELETED = / \(deleted\)$/;
/** Whether any process has this number now: signal 0 asks, without doing anything to it. */
export const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

let bootId: Promise<string> | null = null;
const readBootId = (): Promise<string> =>
  fs.readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (text) => text.trim(),
    () => 'unknown',
  );

/**
 * A zombie only waits for its parent to notice; but a process is one from the end of its first thread on, while the others
 * may still hold its ports, files and locks.
 */
const hasEnded = ({ state, threads }: Stat): boolean => state === 'X' || (state === 'Z' && threads <= 1);

async function onLinux(pid: number): Promise<Identity | null> {
  const stat = await readStat(pid);
  if (stat === null || hasEnded(stat)) return null;
  const link = await fs.readlink(`/proc/${String(pid)}/exe`).catch(() => stat.name);
  bootId ??= readBootId();
  return { pid, startTime: `${await bootId}:${stat.startTicks}`, executable: link.replace(DELETED, '') };
}

async function elsewhere(pid: number, platform: NodeJS.Platform): Promise<Identity | null> {
  if (!isThere(pid)) return null;
  const facts = platform === 'win32' ? await readWindowsProcess(pid) : await readPs(pid);
  return facts === null ? null : { pid, startTime: facts.started, executable: facts.executable };
}

/** Null: there is no such process now (any more). */
export async function identityOf(pid: number, platform: NodeJS.Platform = process.platform): Promise<Identity | null> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return platform === 'linux' ? onLinux(pid) : elsewhere(pid, platform);
}

/** Whether the very process that `identity` was taken of still runs. */
export async function isSame(identity: Identity): Promise<boolean> {
  const now = await identityOf(identity.pid);
  return now !== null && now.startTime === identity.startTime && now.executable === identity.executable;
}

/**
 * Sends the signal to that process and to no other that has its number now; false: it is gone. Between the look and the
 * signal lie microseconds in which no system hands the same number out again (numbers go round).
 */
export async function signalIfSame(identity: Identity, signal: NodeJS.Signals): Promise<boolean> {
  if (!(await isSame(identity))) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
    throw error;
  }
}
