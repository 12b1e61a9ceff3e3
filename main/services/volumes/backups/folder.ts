import fs from 'node:fs/promises';
import path from 'node:path';
import type { BackupFile } from '../../../contract/volume-backups';
import { VolumeFault } from '../fault';
import { CHECKSUM, timeOfBackup, UNFINISHED } from './file-names';
import { codeOf } from '../../process/error-code';
import { say } from '../../../../texts/say';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const PLACE = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'EIO', 'ENXIO', 'ESTALE', 'ENAMETOOLONG']);

/** What the system says of the folder or its files, as a VolumeFault; all else unchanged. */
export function folderError(volume: string, error: unknown): unknown {
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : String(error);
  if (FULL.has(code)) return new VolumeFault('disk-full', volume, words);
  return PLACE.has(code) ? new VolumeFault('folder', volume, words) : error;
}

/** Rejects with VolumeFault `folder` unless files can be made in it. It is never made: a disk that is not mounted would be written beside. */
export async function checkFolder(volume: string, folder: string): Promise<void> {
  if (!path.isAbsolute(folder))
    throw new VolumeFault('folder', volume, say('{folder} is no absolute path', { folder }));
  try {
    const stat = await fs.stat(folder);
    if (!stat.isDirectory()) throw new VolumeFault('folder', volume, say('{folder} is no folder', { folder }));
    await fs.access(folder, fs.constants.W_OK);
  } catch (error) {
    throw folderError(volume, error);
  }
}

async function checksumOf(file: string): Promise<string | null> {
  const text = await fs.readFile(`${file}${CHECKSUM}`, 'utf8').catch(() => '');
  return /^([0-9a-f]{64}) [ *]/.exec(text)?.[1] ?? null;
}

/** A volume's backups in a folder, the newest first. Rejects with VolumeFault. */
export async function listBackups(volume: string, folder: string): Promise<BackupFile[]> {
  try {
    const found: BackupFile[] = [];
    for (const file of await fs.readdir(folder)) {
      const at = timeOfBackup(volume, file);
      if (at === null) continue;
      const whole = path.join(folder, file);
      const stat = await fs.lstat(whole).catch(() => null);
      if (stat?.isFile() === true) found.push({ file, at, bytes: stat.size, sha256: await checksumOf(whole) });
    }
    return found.sort((a, b) => b.at - a.at || (a.file < b.file ? 1 : -1));
  } catch (error) {
    throw folderError(volume, error);
  }
}

/** Its path; rejects with VolumeFault `no-backup` unless it is one of the volume's. */
export async function findBackup(volume: string, folder: string, file: string): Promise<BackupFile & { path: string }> {
  const found = (await listBackups(volume, folder)).find((one) => one.file === file);
  if (found === undefined) throw new VolumeFault('no-backup', volume, file);
  return { ...found, path: path.join(folder, file) };
}

export async function removeBackupFile(folder: string, file: string): Promise<void> {
  const whole = path.join(folder, file);
  await fs.rm(whole, { force: true });
  await fs.rm(`${whole}${CHECKSUM}`, { force: true });
}

/** Deletes the oldest beyond `keep`; only those that Slipway made whole. */
export async function prune(volume: string, folder: string, keep: number): Promise<void> {
  const made = (await listBackups(volume, folder)).filter(({ sha256 }) => sha256 !== null);
  for (const { file } of made.slice(keep)) await removeBackupFile(folder, file);
}

/** What a backup that was killed left of this volume. */
export async function removeUnfinished(volume: string, folder: string): Promise<void> {
  for (const file of await fs.readdir(folder)) {
    const name = file.endsWith(UNFINISHED) ? file.slice(0, -UNFINISHED.length) : '';
    if (timeOfBackup(volume, name) !== null) await fs.rm(path.join(folder, file), { force: true });
  }
}
