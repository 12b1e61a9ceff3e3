import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { isThere } from '../process/identity';

const OWNER_ONLY = 0o600;
const ANY_WRITE = 0o222;

const temporary = (file: string): string => `${file}.tmp-${String(process.pid)}`;

/**
 * Replaces the file's content: whenever this process or the machine stops, the file is the old or the new one, whole.
 * Rejects with the system's error; then the old file is untouched. Calls for one file must not overlap.
 */
export async function writeAtomically(file: string, content: string): Promise<void> {
  await mayWrite(file);
  const temp = temporary(file);
  try {
    const handle = await fs.open(temp, 'w', OWNER_ONLY);
    try {
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

/** Renaming over a write-protected file would go through: the protection is a wish, also towards root. */
async function mayWrite(file: string): Promise<void> {
  const stat = await fs.stat(file).catch(() => null);
  if (stat === null) return;
  if ((stat.mode & ANY_WRITE) === 0) throw new Error(`${file} is write-protected`);
  await fs.access(file, constants.W_OK);
}

/** The rename itself reaches the disk with its folder. Windows cannot open folders, and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Removes what writers that were killed left behind. */
export async function removeLeftovers(file: string): Promise<void> {
  const folder = path.dirname(file);
  const prefix = `${path.basename(file)}.tmp-`;
  const names = await fs.readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length));
    const foreign = Number.isInteger(pid) && pid > 0 && pid !== process.pid && isThere(pid);
    if (!foreign) await fs.rm(path.join(folder, name), { force: true }).catch(() => undefined);
  }
}
