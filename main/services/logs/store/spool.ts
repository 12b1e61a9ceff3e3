import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/** Where a piece of a spool stands. */
export interface Place {
  readonly fd: number;
  readonly position: number;
  readonly size: number;
}

/** Bytes that are too many for the memory: written once, read at any place, gone with the app. */
export interface Spool {
  /** In the order of the calls. Rejects when the disk is full. */
  write(bytes: Buffer): Promise<Place>;
  close(): Promise<void>;
}

/** A folder for spools, empty at first. */
export interface SpoolFolder {
  open(): Spool;
}

/** What an earlier Slipway left, where the system does not remove files that are still open. */
const clean = async (dir: string): Promise<void> => {
  await fs.mkdir(dir, { recursive: true, mode: 0o700 });
  for (const name of await fs.readdir(dir)) await fs.rm(path.join(dir, name), { force: true }).catch(() => undefined);
};

async function openFile(dir: string): Promise<{ readonly handle: fs.FileHandle; remove(): Promise<void> }> {
  const file = path.join(dir, `${randomUUID()}.log`);
  const handle = await fs.open(file, 'wx+', 0o600);
  const remove = (): Promise<void> => fs.rm(file, { force: true }).catch(() => undefined);
  // Without a name it goes with the process, however that ends. Windows keeps the name until it is closed.
  if (process.platform !== 'win32') await remove();
  return { handle, remove };
}

export function createSpoolFolder(dir: string): SpoolFolder {
  let ready: Promise<void> | null = null;
  return {
    open: () => {
      let file: ReturnType<typeof openFile> | null = null;
      let position = 0;
      let tail: Promise<unknown> = Promise.resolve();
      const write = async (bytes: Buffer): Promise<Place> => {
        ready ??= clean(dir);
        await ready;
        file ??= openFile(dir);
        const { handle } = await file;
        const at = position;
        await writeAll(handle, bytes, at);
        position += bytes.length;
        return { fd: handle.fd, position: at, size: bytes.length };
      };
      return {
        write: (bytes) => {
          const writing = tail.then(() => write(bytes));
          tail = writing.catch(() => undefined);
          return writing;
        },
        close: async () => {
          await tail;
          const open = await file?.catch(() => null);
          await open?.handle.close();
          await open?.remove();
        },
      };
    },
  };
}

async function writeAll(handle: fs.FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
