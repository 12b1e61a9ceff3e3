import { bytesAt, checksum, decode, numberAt, TarError } from './fields';
import type { PaxRecords } from './pax';
import { say } from '../../../../texts/say';

export const BLOCK = 512;

export type TarType = 'file' | 'link' | 'symlink' | 'device' | 'dir' | 'fifo' | 'other';

export interface TarHeader {
  readonly name: string;
  /** The name is not UTF-8. */
  readonly odd: boolean;
  readonly type: TarType;
  /** Bytes of content that follow. */
  readonly size: number;
  /** Bytes that the content has where it is unpacked: more, of a sparse file. */
  readonly realSize: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** ms since the epoch. */
  readonly mtime: number;
  /** Where a link leads. */
  readonly target: string;
  /** `SCHILY.xattr.*`: what a file has besides (capabilities, labels). */
  readonly xattrs: PaxRecords;
}

/** What stood before the header: extended records, or GNU's long name and long link. */
export interface Extras {
  readonly pax: PaxRecords;
  readonly longName: Buffer | null;
  readonly longLink: Buffer | null;
}

const TYPES: Readonly<Record<string, TarType>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'link',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '5': 'dir',
  '6': 'fifo',
};

export const typeFlag = (block: Buffer): string => String.fromCharCode(block[156] ?? 0);

/** Throws TarError unless the block is a header. */
export function verify(block: Buffer): void {
  if (numberAt(block, 148, 8) !== checksum(block)) throw new TarError(say('a header has a wrong checksum'));
}

export const sizeIn = (block: Buffer): number => numberAt(block, 124, 12);

function nameIn(block: Buffer, { pax, longName }: Extras): Buffer {
  const extended = pax.get('path') ?? longName;
  if (extended !== null) return extended;
  const name = bytesAt(block, 0, 100);
  const isUstar = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isUstar ? bytesAt(block, 345, 155) : Buffer.alloc(0);
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]);
}

function paxNumber(pax: PaxRecords, key: string): number | null {
  const value = pax.get(key);
  if (value === undefined) return null;
  const number = Number(value.toString('latin1'));
  if (!Number.isFinite(number)) throw new TarError(say('an extended header has a {key} that is no number', { key }));
  return number;
}

function count(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new TarError(say('a size is not possible'));
  return value;
}

/** Throws TarError. */
export function readHeader(block: Buffer, extras: Extras): TarHeader {
  const { pax, longLink } = extras;
  const type = TYPES[typeFlag(block)] ?? 'other';
  const name = decode(nameIn(block, extras));
  // As the engine's own reader has it: of these no content follows, whatever their size says.
  const bare = type !== 'file' && type !== 'other';
  const size = bare ? 0 : count(paxNumber(pax, 'size') ?? sizeIn(block));
  const realSize = paxNumber(pax, 'GNU.sparse.realsize') ?? paxNumber(pax, 'GNU.sparse.size') ?? size;
  return {
    name: name.text,
    odd: name.odd,
    type,
    size,
    realSize: count(realSize),
    mode: numberAt(block, 100, 8) & 0o7777,
    uid: paxNumber(pax, 'uid') ?? numberAt(block, 108, 8),
    gid: paxNumber(pax, 'gid') ?? numberAt(block, 116, 8),
    mtime: Math.round((paxNumber(pax, 'mtime') ?? numberAt(block, 136, 12)) * 1000),
    target: decode(pax.get('linkpath') ?? longLink ?? bytesAt(block, 157, 100)).text,
    xattrs: pax.size === 0 ? pax : new Map([...pax].filter(([key]) => key.startsWith('SCHILY.xattr.'))),
  };
}
