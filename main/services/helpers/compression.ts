import { once } from 'node:events';
import type { Readable } from 'node:stream';

export type Compression = 'gzip' | 'bzip2' | 'xz' | 'zstd';

const MAGIC: readonly (readonly [bytes: readonly number[], name: Compression])[] = [
  [[0x1f, 0x8b], 'gzip'],
  [[0x42, 0x5a, 0x68], 'bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
];
const LONGEST = 5;

/** By the first bytes; null: none that engines know. */
export const compressionOf = (start: Buffer): Compression | null =>
  MAGIC.find(([bytes]) => bytes.every((byte, at) => start[at] === byte))?.[1] ?? null;

/** Its first bytes, which stay in it; none of an empty one. Rejects as the stream does. */
export async function peek(source: Readable): Promise<Buffer> {
  for (;;) {
    const start = source.read(LONGEST) as Buffer | null;
    if (start !== null) {
      source.unshift(start);
      return start;
    }
    if (source.readableEnded || source.destroyed) return Buffer.alloc(0);
    await Promise.race([once(source, 'readable'), once(source, 'end'), once(source, 'close')]);
  }
}
