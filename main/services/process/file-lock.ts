import fs from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf, isSame, type Identity } from './identity';
import { codeOf } from './error-code';

export interface LockOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** The lock was held by others all the time. */
export class LockTimeout extends Error {
  override readonly name = 'LockTimeout';
}

const AGAIN_MS = 50;
/** Between the making of a lock and its content lie milliseconds: an empty one that is older was left by a crash. */
const UNFINISHED_MS = 5_000;

interface Holder {
  readonly identity: Identity;
  readonly token: string;
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' &&
  value !== null &&
  'token' in value &&
  'identity' in value &&
  typeof value.identity === 'object' &&
  value.identity !== null &&
  'pid' in value.identity &&
  'startTime' in value.identity;

const parse = (text: string): Holder | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : null;
  } catch {
    return null;
  }
};

async function isStale(file: string, text: string): Promise<boolean> {
  const holder = parse(text);
  if (holder !== null) return !(await isSame(holder.identity));
  const stat = await fs.stat(file).catch(() => null);
  return stat !== null && Date.now() - stat.mtimeMs > UNFINISHED_MS;
}

async function take(file: string, content: string): Promise<boolean> {
  try {
    await fs.writeFile(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes a dead holder's lock away. Two who see the same dead holder must not both do so, as the second would take away the
 * first one's new lock: only who holds the lock's own lock may.
 */
async function breakStale(file: string, content: string): Promise<void> {
  const breaking = `${file}.breaking`;
  if (!(await take(breaking, content))) {
    const other = await fs.readFile(breaking, 'utf8').catch(() => null);
    if (other !== null && (await isStale(breaking, other))) await fs.rm(breaking, { force: true });
    await delay(AGAIN_MS * Math.random());
    return;
  }
  try {
    const text = await fs.readFile(file, 'utf8').catch(() => null);
    if (text !== null && (await isStale(file, text))) await fs.rm(file, { force: true });
  } finally {
    await fs.rm(breaking, { force: true });
  }
}

async function acquire(file: string, content: string, { timeoutMs, signal }: LockOptions): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await take(file, content))) {
    const text = await fs.readFile(file, 'utf8').catch(() => null);
    if (text !== null && (await isStale(file, text))) await breakStale(file, content);
    else if (Date.now() > deadline) throw new LockTimeout(`${file} is held: ${text ?? ''}`);
    else await delay(AGAIN_MS * (0.5 + Math.random()), undefined, signal === undefined ? {} : { signal });
  }
}

/**
 * Does `work` while no other process, and no other caller in this one, does any under the same file. The lock of a process
 * that is gone, or whose number another one has now, is taken away. Throws LockTimeout, or the signal's reason.
 */
export async function withFileLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  options.signal?.throwIfAborted();
  const holder = { identity: await identityOf(process.pid), token: randomUUID() };
  await acquire(file, JSON.stringify(holder), options);
  try {
    return await work();
  } finally {
    const held = await fs.readFile(file, 'utf8').catch(() => '');
    if (parse(held)?.token === holder.token) await fs.rm(file, { force: true });
  }
}
