import { constants } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { asDiskError, DiskError } from './disk-error';
import { codeOf } from '../../process/error-code';
import { type Run, sizes } from './disk';
import { syncFile } from '../../process/durable-file';
import { say } from '../../../../texts/say';

export interface CopyOptions {
  readonly from: string;
  /** Must not exist. Removed when the copy fails. */
  readonly to: string;
  /** Null: no other program may help. */
  readonly run: Run | null;
  readonly signal: AbortSignal | null;
  /** Half a sentence for errors: "The snapshot was not made". */
  readonly what: string;
}

const OWNER_ONLY = 0o600;
/** Of the host's disk, left free for everything else. */
const RESERVE_BYTES = 256 * 2 ** 20;
const CHUNK_BYTES = 2 ** 20;
/** Of one hole, at least: what filesystems allocate at once. */
const BLOCK_BYTES = 65_536;
const COPY_TIMEOUT_MS = 3_600_000;
const ZEROS = Buffer.alloc(BLOCK_BYTES);

/**
 * Copies a sparse file with its holes, and waits until it is on the disk: shared blocks where the filesystem can (APFS,
 * Btrfs, XFS, ReFS), else by `cp`, which sees the holes, else by reading all. Throws DiskError: `disk-full` before a byte
 * was written, `in-use` when `from` was written to meanwhile, `aborted`.
 */
export async function copySparse(options: CopyOptions): Promise<void> {
  const { from, to, what, signal } = options;
  try {
    signal?.throwIfAborted();
    const before = await fs.stat(from);
    await copyAnyWay(options);
    const after = await fs.stat(from);
    if (before.mtimeMs !== after.mtimeMs || before.size !== after.size)
      throw new DiskError('in-use', say('{what}: the disk was being written to; stop the engine first.', { what }));
    await fs.chmod(to, OWNER_ONLY);
    await syncFile(to);
  } catch (error) {
    await fs.rm(to, { force: true }).catch(() => undefined);
    throw asDiskError(error, what);
  }
}

async function copyAnyWay(options: CopyOptions): Promise<void> {
  if (await clone(options)) return;
  await checkRoom(options);
  if (await copyByProgram(options)) return;
  await copyOurselves(options);
}

/** False: this filesystem cannot. */
async function clone({ from, to }: CopyOptions): Promise<boolean> {
  try {
    await fs.copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOENT', 'ENOSPC', 'EACCES', 'EPERM'].includes(codeOf(error))) throw error;
    await fs.rm(to, { force: true });
    return false;
  }
}

async function checkRoom({ from, to, what }: CopyOptions): Promise<void> {
  const { realBytes = 0 } = (await sizes(from)) ?? {};
  const { bavail, bsize } = await fs.statfs(path.dirname(to));
  const free = bavail * bsize;
  const mib = (bytes: number): string => `${String(Math.ceil(bytes / 2 ** 20))} MiB`;
  if (free < realBytes + RESERVE_BYTES)
    throw new DiskError(
      'disk-full',
      say("{what}: it needs {realBytes} and a reserve of {reserveBytes}, and the host's disk has {free} left.", {
        what,
        realBytes: mib(realBytes),
        reserveBytes: mib(RESERVE_BYTES),
        free: mib(free),
      }),
    );
}

/** GNU's; another `cp` does not know these options, and then we copy ourselves. */
async function copyByProgram({ from, to, run, signal, what }: CopyOptions): Promise<boolean> {
  if (run === null || process.platform !== 'linux') return false;
  const args = ['--sparse=always', '--reflink=auto', '--', from, to];
  const options = { timeoutMs: COPY_TIMEOUT_MS, ...(signal !== null && { signal }) };
  const result = await run('cp', args, options).catch(() => null);
  signal?.throwIfAborted();
  if (result?.code === 0) return true;
  await fs.rm(to, { force: true });
  if (result?.stderr.includes('No space left') === true)
    throw new DiskError('disk-full', say("{what}: the host's disk is full.", { what }));
  return false;
}

async function copyOurselves({ from, to, signal }: CopyOptions): Promise<void> {
  const source = await fs.open(from, 'r');
  try {
    const target = await fs.open(to, 'wx', OWNER_ONLY);
    try {
      const { size } = await source.stat();
      await target.truncate(size);
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (let position = 0; position < size;) {
        signal?.throwIfAborted();
        const { bytesRead } = await source.read(chunk, 0, CHUNK_BYTES, position);
        if (bytesRead === 0) break;
        await writeWithHoles(target, chunk.subarray(0, bytesRead), position);
        position += bytesRead;
      }
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function writeWithHoles(target: FileHandle, chunk: Buffer, position: number): Promise<void> {
  const isHole = (start: number): boolean => {
    const block = chunk.subarray(start, start + BLOCK_BYTES);
    return block.equals(ZEROS.subarray(0, block.length));
  };
  for (let start = 0; start < chunk.length;) {
    let end = start;
    while (end < chunk.length && !isHole(end)) end += BLOCK_BYTES;
    end = Math.min(end, chunk.length);
    if (end > start) await writeAll(target, chunk.subarray(start, end), position + start);
    start = Math.max(end, start + BLOCK_BYTES);
  }
}

/** A disk that fills up may take a part only. */
async function writeAll(target: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await target.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
