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

/** What an entry is, by the letter that says so: a file, a link, a folder, a pipe. */
export type TarFlag = '0' | '2' | '5' | '6';

export interface TarEntry extends TarFile {
  readonly flag: TarFlag;
  /** Where a link leads to; else ''. */
  readonly linkname: string;
}

const NAME_BYTES = 100;
/** What eleven octal digits hold. */
const SIZE_LIMIT = 8 ** 11;
const ID_LIMIT = 8 ** 7;

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);

interface Fields extends Pick<TarEntry, 'name' | 'size' | 'mode' | 'uid' | 'gid' | 'mtime' | 'linkname'> {
  readonly flag: TarFlag | 'x';
}

function block({ name, size, mode, uid, gid, mtime, flag, linkname }: Fields): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, NAME_BYTES, 'utf8');
  header.write(octal(mode, 7), 100, 'latin1');
  header.write(octal(uid < ID_LIMIT ? uid : 0, 7), 108, 'latin1');
  header.write(octal(gid < ID_LIMIT ? gid : 0, 7), 116, 'latin1');
  header.write(octal(size < SIZE_LIMIT ? size : 0, 11), 124, 'latin1');
  header.write(octal(Math.max(0, Math.floor(mtime / 1000)), 11), 136, 'latin1');
  header.write(flag, 156, 'latin1');
  header.write(linkname, 157, NAME_BYTES, 'utf8');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

const isPlain = (name: string): boolean => /^[ -~]*$/.test(name) && name.length <= NAME_BYTES;

function paxOf({ name, size, uid, gid, xattrs, linkname }: TarEntry): PaxRecords {
  const records = new Map<string, Buffer>();
  if (!isPlain(name)) records.set('path', Buffer.from(name, 'utf8'));
  if (!isPlain(linkname)) records.set('linkpath', Buffer.from(linkname, 'utf8'));
  if (size >= SIZE_LIMIT) records.set('size', Buffer.from(String(size)));
  if (uid >= ID_LIMIT) records.set('uid', Buffer.from(String(uid)));
  if (gid >= ID_LIMIT) records.set('gid', Buffer.from(String(gid)));
  for (const [key, value] of xattrs) records.set(key, value);
  return records;
}

/** A name that an extended header tells anyhow may be cut, but not within a character. */
const shortened = (name: string): string => (isPlain(name) ? name : name.replace(/[^ -~]/g, '_').slice(0, NAME_BYTES));

/** What stands before the content: a header, and an extended one where the first cannot say it all. */
export function tarHeader(entry: TarEntry): Buffer {
  const pax = paxOf(entry);
  const { size, mode, uid, gid, mtime, flag } = entry;
  const [name, linkname] = [shortened(entry.name), shortened(entry.linkname)];
  const header = block({ name, size, mode, uid, gid, mtime, flag, linkname });
  if (pax.size === 0) return header;
  const body = writePax(pax);
  const ofHeader = { mode: 0o644, uid: 0, gid: 0, mtime: 0, linkname: '' };
  const extended = { name: 'pax', size: body.length, ...ofHeader, flag: 'x' } as const;
  return Buffer.concat([block(extended), padded(body), header]);
}

/**
 * The header of one file. Names begin with `./`: a file may be called `BZh9`, and to an engine an archive that begins so is a
 * compressed one.
 */
export const tarHead = (wanted: TarFile): Buffer =>
  tarHeader({ ...wanted, name: `./${wanted.name}`, flag: '0', linkname: '' });

/** What fills up the last block of a content. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** The two blocks that end an archive. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

/** What stands behind the content: its padding and the two blocks that end an archive. */
export const tarTail = (size: number): Buffer => Buffer.alloc(((BLOCK - (size % BLOCK)) % BLOCK) + 2 * BLOCK);
