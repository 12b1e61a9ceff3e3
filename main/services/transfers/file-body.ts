import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { Readable } from 'node:stream';
import { FileFault } from '../helpers/file-fault';
import { createPiecePool } from '../helpers/piece-pool';

/** A file of this computer. Fails with FileFault where it cannot be read. */
export function fileBody(file: string): Readable {
  const pool = createPiecePool();
  let handle: fs.FileHandle | null = null;
  const next = async (body: Readable, from: fs.FileHandle): Promise<void> => {
    const whole = pool.take();
    const { bytesRead } = await from.read(whole, 0, whole.length, null);
    body.push(bytesRead === 0 ? null : pool.filled(whole, bytesRead));
  };
  return new Readable({
    // One piece waits while one is under way.
    highWaterMark: 1,
    // Before all else, and before it is destroyed: what was opened is closed.
    construct(done) {
      open(file).then(
        (opened) => {
          handle = opened;
          done();
        },
        (error: unknown) => done(faultOf(error, file)),
      );
    },
    read() {
      if (handle !== null) next(this, handle).catch((error: unknown) => this.destroy(faultOf(error, file)));
    },
    destroy(error, done) {
      const closed = handle?.close() ?? Promise.resolve();
      closed.catch(() => undefined).finally(() => done(error));
    },
  });
}

async function open(file: string): Promise<fs.FileHandle> {
  // A pipe would wait for its writer. Windows has no such flag, which counts as none.
  const handle = await fs.open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const stat = await handle.stat();
  if (stat.isFile()) return handle;
  await handle.close();
  throw new FileFault('not-a-file', file, stat.isDirectory() ? 'folder' : 'device');
}

function faultOf(error: unknown, file: string): FileFault {
  if (error instanceof FileFault) return error;
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  return code === 'ENOENT' ? new FileFault('missing', file) : new FileFault('unreadable', file, message);
}
