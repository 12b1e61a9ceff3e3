import { TarError } from '../../helpers/tar/fields';
import { BLOCK, verify } from '../../helpers/tar/header';
import type { Packing } from './layer-feed';

export type Content = Packing | 'json' | 'xz' | 'bzip2' | 'unknown';

const MAGIC: readonly (readonly [Content, Buffer])[] = [
  ['gzip', Buffer.from([0x1f, 0x8b])],
  ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
  ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])],
  ['bzip2', Buffer.from('BZh')],
];

/** What a file is by its first bytes: a blob's name does not tell. @param head BLOCK bytes, or all there are. */
export function sniff(head: Buffer): Content {
  if (isTar(head)) return 'tar';
  const magic = MAGIC.find(([, bytes]) => head.subarray(0, bytes.length).equals(bytes));
  if (magic !== undefined) return magic[0];
  return /^\s*[{[]/.test(head.toString('latin1')) ? 'json' : 'unknown';
}

function isTar(head: Buffer): boolean {
  if (head.length < BLOCK) return false;
  // A layer without files has its end only.
  if (head.every((byte) => byte === 0)) return true;
  try {
    verify(head);
    return true;
  } catch (error) {
    if (error instanceof TarError) return false;
    throw error;
  }
}
