import fs from 'node:fs/promises';
import path from 'node:path';
import type { RunOptions, RunResult } from '../../process/run';
import { asDiskError, DiskError } from './disk-error';
import { codeOf } from '../../process/error-code';
import { syncFolder, temporaryName } from '../../process/durable-file';
import { say } from '../../../../texts/say';

export type Run = (program: string, args: readonly string[], options?: RunOptions) => Promise<RunResult>;

export interface DiskSizes {
  /** As the guest sees it. */
  readonly logicalBytes: number;
  /** As it takes on the host. */
  readonly realBytes: number;
}

const OWNER_ONLY = 0o600;
/** Of `st_blocks`, whatever the filesystem. */
const STAT_BLOCK = 512;
/** Sectors of 4096 bytes need it. */
const GRAIN = 4096;
const GIB = 2 ** 30;

const gib = (bytes: number): string => `${String(Math.round((bytes / GIB) * 100) / 100)} GiB`;

function checkSize(bytes: number): void {
  if (!Number.isSafeInteger(bytes) || bytes <= 0 || bytes % GRAIN !== 0)
    throw new DiskError(
      'failed',
      say('A disk of {bytes} bytes cannot be made; it must be a multiple of 4096.', { bytes }),
    );
}

/**
 * Makes an empty raw disk that takes no room yet, mode 0600. Whatever interrupts it, `file` is whole or not there.
 * Throws DiskError; `exists` where there is one already, which stays.
 */
export async function createDisk(file: string, bytes: number, run: Run | null = null): Promise<void> {
  checkSize(bytes);
  const temp = temporaryName(file);
  try {
    await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await fs.open(temp, 'wx', OWNER_ONLY);
    try {
      if (process.platform === 'win32') await markSparse(temp, run);
      await handle.truncate(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await moveToFree(temp, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    throw asDiskError(error, say('The disk {file} was not made', { file }));
  } finally {
    await fs.rm(temp, { force: true }).catch(() => undefined);
  }
}

/** A rename would replace what is there. Not every filesystem has links (exFAT): there a look before must do. */
export async function moveToFree(temp: string, file: string, what: string = say('a disk')): Promise<void> {
  try {
    await fs.link(temp, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || (await fs.lstat(file).catch(() => null)) !== null)
      throw new DiskError('exists', say('There is {what} already: {file}', { what, file }));
    await fs.rename(temp, file);
  }
}

/** NTFS gives every byte of a file its place at once, unless it was told otherwise before. */
async function markSparse(file: string, run: Run | null): Promise<void> {
  const { code, stderr } = (await run?.('fsutil', ['sparse', 'setflag', file])) ?? { code: 1, stderr: 'no fsutil' };
  if (code !== 0)
    throw new DiskError(
      'failed',
      say('The disk {file} could not be made sparse: {stderr}', { file, stderr: stderr.trim() }),
    );
}

/** Null: there is no disk. Throws DiskError. */
export async function sizes(file: string): Promise<DiskSizes | null> {
  try {
    const { size, blocks } = await fs.stat(file);
    return { logicalBytes: size, realBytes: blocks * STAT_BLOCK };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw asDiskError(error, say('The disk {file} cannot be read', { file }));
  }
}

/** Makes it `bytes` large; the guest's filesystem is its guest's to grow. Throws DiskError: `shrink`, `absent`. */
export async function growDisk(file: string, bytes: number): Promise<void> {
  checkSize(bytes);
  try {
    const handle = await fs.open(file, 'r+');
    try {
      const { size } = await handle.stat();
      if (bytes === size) return;
      if (bytes < size)
        throw new DiskError(
          'shrink',
          say(
            'The disk has {size} and cannot be made smaller ({bytes}); what is deleted in it gives its room back by itself.',
            { size: gib(size), bytes: gib(bytes) },
          ),
        );
      await handle.truncate(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw asDiskError(error, say('The disk {file} was not grown', { file }));
  }
}
