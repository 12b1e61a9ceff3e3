import type { LayerFileKind } from '../../../contract/layers';
import type { TarHeader } from '../../helpers/tar/header';
import { createColumn } from './columns';
import type { Names } from './names';
import { NONE } from './nodes';

/** As numbers in a column. The last two delete what lies below them: a path, all that a folder held. */
export const KINDS = ['file', 'dir', 'symlink', 'link', 'device', 'fifo', 'other', 'whiteout', 'opaque'] as const;
export type EntryKind = (typeof KINDS)[number];

export const kindNumber = (kind: EntryKind): number => KINDS.indexOf(kind);
const FILE = kindNumber('file');
const FIRST_DELETING = kindNumber('whiteout');

export interface EntryFacts {
  readonly kind: LayerFileKind;
  /** Bytes of a file's content; 0 of all else. */
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** ms since the epoch. */
  readonly mtime: number;
  /** Where a link leads; null: it is none. */
  readonly target: string | null;
  /** CRC-32 of a file's content. */
  readonly crc: number;
}

/** All that the layers' archives have, in the order it came; layers may come mixed. */
export interface Entries {
  count(): number;
  /** @param layer Which archive it lies in: its number in the order of coming. */
  add(place: { readonly node: number; readonly layer: number; readonly kind: EntryKind }, header: TarHeader): number;
  setCrc(entry: number, crc: number): void;
  node(entry: number): number;
  layer(entry: number): number;
  isFolder(entry: number): boolean;
  /** Whiteout or opaque. */
  deletes(entry: number): boolean;
  isOpaque(entry: number): boolean;
  size(entry: number): number;
  /** Mode, owner, kind: what makes a folder another one. */
  sameFolder(a: number, b: number): boolean;
  /** Kind, size, content, mode, owner, target. Times are not compared. */
  facts(entry: number): EntryFacts;
  bytes(): number;
}

const DIR = kindNumber('dir');
const OPAQUE = kindNumber('opaque');

export function createEntries(names: Names): Entries {
  const [nodes, targets] = [createColumn('int32'), createColumn('int32')];
  const [uids, gids] = [createColumn('uint32'), createColumn('uint32')];
  const [sizes, times] = [createColumn('float64'), createColumn('float64')];
  const [layers, modes] = [createColumn('uint16'), createColumn('uint16')];
  const [kinds, crcs] = [createColumn('uint8'), createColumn('uint32')];
  const all = [nodes, uids, gids, targets, sizes, times, layers, modes, kinds, crcs];
  let count = 0;
  return {
    count: () => count,
    add({ node, layer, kind }, header) {
      const entry = count;
      count += 1;
      const number = kindNumber(kind);
      nodes.set(entry, node);
      layers.set(entry, layer);
      kinds.set(entry, number);
      sizes.set(entry, number === FILE ? header.realSize : 0);
      modes.set(entry, header.mode);
      uids.set(entry, header.uid);
      gids.set(entry, header.gid);
      times.set(entry, header.mtime);
      targets.set(entry, kind === 'symlink' || kind === 'link' ? names.intern(header.target) : NONE);
      return entry;
    },
    setCrc: (entry, crc) => crcs.set(entry, crc),
    node: (entry) => nodes.get(entry),
    layer: (entry) => layers.get(entry),
    isFolder: (entry) => kinds.get(entry) === DIR,
    deletes: (entry) => kinds.get(entry) >= FIRST_DELETING,
    isOpaque: (entry) => kinds.get(entry) === OPAQUE,
    size: (entry) => sizes.get(entry),
    sameFolder: (a, b) =>
      kinds.get(a) === kinds.get(b) &&
      modes.get(a) === modes.get(b) &&
      uids.get(a) === uids.get(b) &&
      gids.get(a) === gids.get(b),
    facts: (entry) => ({
      kind: shownKind(KINDS[kinds.get(entry)]),
      size: sizes.get(entry),
      mode: modes.get(entry),
      uid: uids.get(entry),
      gid: gids.get(entry),
      mtime: times.get(entry),
      target: targets.get(entry) < 0 ? null : names.text(targets.get(entry)),
      crc: crcs.get(entry),
    }),
    bytes: () => all.reduce((sum, column) => sum + column.bytes(), 0),
  };
}

const shownKind = (kind: EntryKind | undefined): LayerFileKind =>
  kind === undefined || kind === 'whiteout' || kind === 'opaque' ? 'other' : kind;
