import fs, { type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BackupPlan } from '../../../contract/volume-backups';
import { openPack, type PackParts } from '../bytes/pack';
import { STAGE_BYTES } from '../bytes/meter';
import type { Running } from '../work';
import { backupName, CHECKSUM, UNFINISHED } from './file-names';
import { checkFolder, folderError, prune, removeUnfinished } from './folder';

const OWNER_ONLY = 0o600;

interface Saving {
  readonly volume: string;
  readonly plan: BackupPlan;
  readonly at: number;
}

/**
 * Writes a backup: under another name until it is whole and on the disk, its checksum before that. Rejects with EngineError,
 * VolumeFault or FileFault; then nothing of it is left.
 */
export async function saveBackup(parts: PackParts, { volume, plan, at }: Saving, running: Running): Promise<void> {
  const { folder, gzip, pause, keep } = plan;
  await checkFolder(volume, folder);
  const file = path.join(folder, backupName(volume, at, gzip));
  const unfinished = `${file}${UNFINISHED}`;
  try {
    await removeUnfinished(volume, folder);
    const sha256 = await write(parts, { name: volume, gzip, pause, file: unfinished }, running);
    await fs.writeFile(`${file}${CHECKSUM}`, `${sha256}  ${path.basename(file)}\n`, { mode: OWNER_ONLY });
    await fs.rename(unfinished, file);
    running.sha256(sha256);
    await prune(volume, folder, keep);
  } catch (error) {
    await fs.rm(unfinished, { force: true }).catch(() => undefined);
    throw folderError(volume, error);
  }
}

interface Writing {
  readonly name: string;
  readonly gzip: boolean;
  readonly pause: boolean;
  readonly file: string;
}

async function write(parts: PackParts, { file, ...wish }: Writing, { signal, moved }: Running): Promise<string> {
  // Opened first: nobody is paused for a folder that cannot be written to.
  const handle = await fs.open(file, 'wx', OWNER_ONLY);
  try {
    const pack = await openPack(parts, wish, { signal, moved });
    const target = writerTo(handle);
    const [written, packed] = await Promise.allSettled([pipeline(pack.body, target, { signal }), pack.done]);
    // The disk's failure is why the volume was not read on.
    if (written.status === 'rejected' && packed.status === 'rejected') throw cause(written.reason, packed.reason);
    if (written.status === 'rejected') throw written.reason;
    if (packed.status === 'rejected') throw packed.reason;
    await handle.sync();
    return packed.value.sha256;
  } finally {
    await handle.close();
  }
}

/** Node's own closes the file whenever it fails, and the handle then closes another's. */
const writerTo = (handle: FileHandle): Writable =>
  new Writable({
    highWaterMark: STAGE_BYTES,
    write(chunk: Buffer, _encoding, done) {
      handle.appendFile(chunk).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });

/** Of two failures, the one that is not merely that the other end is gone. */
const cause = (a: unknown, b: unknown): unknown =>
  a instanceof Error && 'code' in a && a.code === 'ERR_STREAM_PREMATURE_CLOSE' ? b : a;
