import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../process/error-code';

const stamp = (now: Date): string => now.toISOString().replaceAll(':', '-');

/** Moves the file to `<file>.corrupt-<time>`. Rejects with the system's error. */
export async function moveAside(file: string, now: Date): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const kept = `${file}.corrupt-${stamp(now)}${attempt === 0 ? '' : `-${String(attempt)}`}`;
    const taken = await fs.lstat(kept).catch(() => null);
    if (taken !== null) continue;
    await fs.rename(file, kept);
    return kept;
  }
}

/** Copies the file to `<file>.v<version>` unless that is there already; its path. Rejects with the system's error. */
export async function copyAside(file: string, version: number): Promise<string> {
  const kept = `${file}.v${String(version)}`;
  await fs.copyFile(file, kept, constants.COPYFILE_EXCL).catch((error: unknown) => {
    const there = codeOf(error) === 'EEXIST';
    if (!there) throw error;
  });
  return kept;
}

/** Where a link leads, so that a settings file kept elsewhere is replaced there and stays linked. */
export const realFile = async (file: string): Promise<string> => {
  const folder = await fs.realpath(path.dirname(file)).catch(() => path.dirname(file));
  return fs.realpath(file).catch(() => path.join(folder, path.basename(file)));
};
