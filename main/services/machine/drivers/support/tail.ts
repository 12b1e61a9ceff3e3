import fs from 'node:fs/promises';

/** The file's last bytes as text; '' when there is none. */
export async function tail(file: string, maxBytes: number): Promise<string> {
  const handle = await fs.open(file, 'r').catch(() => null);
  if (handle === null) return '';
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, maxBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}
