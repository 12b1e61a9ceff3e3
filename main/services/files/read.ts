import { createHash } from 'node:crypto';
import type { ReadItem } from '../../contract/files';
import { FileFault } from '../helpers/file-fault';
import { openFile } from './file-content';
import { type Asking, resolve } from './resolve';

/** Goes whole in one frame of the wire. */
const PIECE = 64 * 1024;

/** A file's first `limit` bytes, then what it is. */
export async function* read(asking: Asking, wanted: string, limit: number): AsyncGenerator<ReadItem> {
  const { path, entry } = await resolve(asking, wanted);
  if (entry.kind !== 'file') throw new FileFault('not-a-file', path, entry.kind);
  const { header, body } = await openFile(asking, path);
  const hash = createHash('sha256');
  let left = Math.min(limit, header.size);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      const piece = chunk.subarray(0, left);
      left -= piece.length;
      hash.update(piece);
      // A copy: the wire wants bytes with a buffer of their own.
      for (let from = 0; from < piece.length; from += PIECE) yield new Uint8Array(piece.subarray(from, from + PIECE));
      if (left === 0) break;
    }
  } finally {
    body.destroy();
  }
  const { uid, gid, mode, size } = header;
  const whole = header.size <= limit;
  yield { entry: { ...entry, uid, gid, mode, size }, sha256: whole ? hash.digest('hex') : null };
}
