import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { BackupFile } from '../../../contract/volume-backups';
import { createMeter, STAGE_BYTES } from '../bytes/meter';
import { createTarCheck } from '../bytes/tar-check';
import { createTarRules } from '../bytes/tar-rules';
import { VolumeFault } from '../fault';
import { fillVolume, type FillParts } from '../fill';
import type { Running } from '../work';
import { folderError } from './folder';
import { codeOf } from '../../process/error-code';
import { say } from '../../../../texts/say';

export interface StoredBackup extends BackupFile {
  readonly path: string;
}

const nowhere = (): Writable =>
  new Writable({ highWaterMark: STAGE_BYTES, write: (_chunk, _encoding, done) => done() });

/** Reads a backup through: its checksum, and that its tar is whole and may be unpacked. Rejects with VolumeFault. */
export async function checkBackup(volume: string, backup: StoredBackup, running: Running): Promise<void> {
  const { path, bytes, sha256, file } = backup;
  running.total(bytes);
  const meter = createMeter((more) => running.moved(more));
  const check = createTarCheck(volume, createTarRules());
  const unpacking = file.endsWith('.gz') ? [createGunzip({ chunkSize: STAGE_BYTES })] : [];
  const source = createReadStream(path, { highWaterMark: STAGE_BYTES });
  try {
    await pipeline([source, meter.stage, ...unpacking, check.stage, nowhere()], { signal: running.signal });
  } catch (error) {
    await refuseChanged(volume, backup, running.signal);
    if (error instanceof Error && codeOf(error).startsWith('Z_'))
      throw new VolumeFault('bad-tar', volume, say('its compression is broken: {message}', { message: error.message }));
    throw folderError(volume, error);
  }
  const digest = meter.sha256();
  if (sha256 !== null && digest !== sha256) throw new VolumeFault('checksum', volume, digest);
  running.sha256(digest);
  const entries = `${check.entries().toLocaleString('en')} entries`;
  running.note(
    sha256 === null ? say('Readable, {entries}; it has no checksum to compare with', { entries }) : `Whole: ${entries}`,
  );
}

/** What cannot be read as it should, because it is not what was written. */
async function refuseChanged(volume: string, { path, sha256 }: StoredBackup, signal: AbortSignal): Promise<void> {
  if (sha256 === null || signal.aborted) return;
  const meter = createMeter(() => undefined);
  const source = createReadStream(path, { highWaterMark: STAGE_BYTES });
  const read = await pipeline([source, meter.stage, nowhere()], { signal }).then(
    () => true,
    () => false,
  );
  if (read && meter.sha256() !== sha256) throw new VolumeFault('checksum', volume, meter.sha256());
}

interface Restoring {
  readonly volume: string;
  readonly to: string;
  readonly backup: StoredBackup;
  readonly pause: boolean;
}

/** Checks a backup as a whole before anything is touched, then restores it: into a new volume, or over the one it is of. */
export async function restoreBackup(parts: FillParts, restoring: Restoring, running: Running): Promise<void> {
  const { volume, to, backup, pause } = restoring;
  running.note(say('Checking the backup'));
  await checkBackup(volume, backup, { ...running, moved: () => undefined });
  const body = createReadStream(backup.path, { highWaterMark: STAGE_BYTES });
  const over = to === volume;
  const filling = { name: to, fresh: !over, empty: over, pause: pause && over, body, sha256: backup.sha256 };
  await fillVolume(parts, filling, running);
}
