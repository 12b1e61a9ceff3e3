import fs from 'node:fs/promises';
import { tail } from '../support/tail';

/** One log over two files: the older part is in `<file>.1`. */
export async function logTail(file: string, maxBytes: number): Promise<string> {
  const newer = await tail(file, maxBytes);
  const missing = maxBytes - Buffer.byteLength(newer);
  return missing > 0 ? (await tail(`${file}.1`, missing)) + newer : newer;
}

/** Keeps the file as `<file>.1`, for a new one of the same name. */
export const setAside = (file: string): Promise<void> => fs.rename(file, `${file}.1`).catch(() => undefined);

/**
 * Cuts a log that someone else appends to, once it is over the limit: its last part goes to `<file>.1`. What is written
 * in the moment between is lost, which a console can bear.
 */
export async function bound(file: string, limitBytes: number, keptBytes: number): Promise<void> {
  const stat = await fs.stat(file).catch(() => null);
  if (stat === null || stat.size <= limitBytes) return;
  const kept = await tail(file, keptBytes);
  await fs.truncate(file, 0);
  await fs.writeFile(`${file}.1`, kept, { mode: 0o600 });
}
