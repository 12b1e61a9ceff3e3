import { checksum } from './fields';
import { BLOCK } from './header';
import { type PaxRecords, writePax } from './pax';

export interface TarFile {
  /** Relative, with `/`. */
  readonly name: string;
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** ms since the epoch. */
  readonly mtime: number;
  readonly xattrs: PaxRecords;
}

const NAME_BYTES = 100;
/** What eleven octal digits hold. */
const SIZE_LIMIT = 8 ** 11;
const ID_LIMIT = 8 ** 7;

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);

interface Fields extends Pick<TarFile, 'name' | 'size' | 'mode' | 'uid' | 'gid' | 'mtime'> {
  readonly flag: '0' | 'x';
}

function block({ name, size, mode, uid, gid, mtime, flag }: Fields): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, NAME_BYTES, 'utf8');
  header.write(octal(mode, 7), 100, 'latin1');
  header.write(octal(uid < ID_LIMIT ? uid : 0, 7), 108, 'latin1');
  header.write(octal(gid < ID_LIMIT ? gid : 0, 7), 116, 'latin1');
  header.write(octal(size < SIZE_LIMIT ? size : 0, 11), 124, 'latin1');
  header.write(octal(Math.max(0, Math.floor(mtime / 1000)), 11), 136, 'latin1');
  header.write(flag, 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

const isPlain = (name: string): boolean => /^[ -~]*$/.test(name) && name.length <= NAME_BYTES;

function paxOf({ name, size, uid, gid, xattrs }: TarFile): PaxRecords {
  const records = new Map<string, Buffer>();
  if (!isPlain(name)) records.set('path', Buffer.from(name, 'utf8'));
  if (size >= SIZE_LIMIT) records.set('size', Buffer.from(String(size)));
  if (uid >= ID_LIMIT) records.set('uid', Buffer.from(String(uid)));
  if (gid >= ID_LIMIT) records.set('gid', Buffer.from(String(gid)));
  for (const [key, value] of xattrs) records.set(key, value);
  return records;
}

/**
 * What stands before the content: a header, and an extended one where the first cannot say it all. Names begin with `./`: a
 * file may be called `BZh9`, and to an engine an archive that begins so is a compressed one.
 */
export function tarHead(wanted: TarFile): Buffer {
  const file = { ...wanted, name: `./${wanted.name}` };
  const pax = paxOf(file);
  const { size, mode, uid, gid, mtime } = file;
  // A name that an extended header tells anyhow may be cut, but not within a character.
  const name = isPlain(file.name) ? file.name : file.name.replace(/[^ -~]/g, '_').slice(0, NAME_BYTES);
  const header = block({ name, size, mode, uid, gid, mtime, flag: '0' });
  if (pax.size === 0) return header;
  const body = writePax(pax);
  const extended = { name: 'pax', size: body.length, mode: 0o644, uid: 0, gid: 0, mtime: 0, flag: 'x' } as const;
  return Buffer.concat([block(extended), padded(body), header]);
}

/** What stands behind the content: its padding and the two blocks that end an archive. */
export const tarTail = (size: number): Buffer => Buffer.alloc(((BLOCK - (size % BLOCK)) % BLOCK) + 2 * BLOCK);
