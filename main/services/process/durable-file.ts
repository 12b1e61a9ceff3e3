import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { isThere } from './identity';

const OWNER_ONLY = 0o600;
const ANY_WRITE = 0o222;

/** A name beside `file` that no other writer uses, of which `removeLeftovers` knows whether its writer still lives. */
export const temporaryName = (file: string): string =>
  `${file}.tmp-${String(process.pid)}-${randomBytes(4).toString('hex')}`;

/** The rename itself reaches the disk with its folder. Windows cannot open folders, and needs no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

export async function syncFile(file: string): Promise<void> {
  const handle = await fs.open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Replaces the file: whenever this process or the machine stops, it is the old or the new one, whole. A link is replaced
 * by a file. Rejects with the system's error; then the old file is untouched.
 */
export async function writeDurably(file: string, content: string | Uint8Array, mode = OWNER_ONLY): Promise<void> {
  const temp = temporaryName(file);
  try {
    const handle = await fs.open(temp, 'wx', mode);
    try {
      // The mode given to `open` is cut by the umask.
      await handle.chmod(mode);
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(temp, file);
  } catch (error) {
    await fs.rm(temp, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** As `writeDurably`, of a file that is the user's to protect: rejects where it may not be written, which a rename would not. */
export async function writeUnlessProtected(file: string, content: string): Promise<void> {
  const stat = await fs.stat(file).catch(() => null);
  if (stat !== null) {
    if ((stat.mode & ANY_WRITE) === 0) throw new Error(`${file} is write-protected`);
    await fs.access(file, constants.W_OK);
  }
  await writeDurably(file, content);
}

/** Those of one file, for `removeLeftovers`. */
export const leftoversOf =
  (file: string) =>
  (name: string): boolean =>
    name.startsWith(`${path.basename(file)}.tmp-`);

/**
 * Removes what killed writers left behind in `folder`; what a living process writes stays.
 * @param which Of their names, those that may go.
 * @returns The names of what was removed.
 */
export async function removeLeftovers(
  folder: string,
  which: (name: string) => boolean = () => true,
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of await fs.readdir(folder).catch(() => [])) {
    const pid = Number(/\.tmp-(\d+)-[\da-f]{8}$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || isThere(pid) || !which(name)) continue;
    await fs.rm(path.join(folder, name), { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}
