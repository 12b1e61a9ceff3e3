import fs from 'node:fs/promises';

/** The last bytes of a file as text; empty when there is none. A character cut in two becomes a replacement character. */
export async function tailOf(file: string, maxBytes: number): Promise<string> {
  const handle = await fs.open(file, 'r').catch(() => null);
  if (handle === null) return '';
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, Math.max(0, maxBytes));
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

/** One log over two files: the older part is in `<file>.1`. */
export async function logTail(file: string, maxBytes: number): Promise<string> {
  const newer = await tailOf(file, maxBytes);
  const missing = maxBytes - Buffer.byteLength(newer);
  return missing > 0 ? (await tailOf(`${file}.1`, missing)) + newer : newer;
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
  const kept = await tailOf(file, keptBytes);
  await fs.truncate(file, 0);
  await fs.writeFile(`${file}.1`, kept, { mode: 0o600 });
}
