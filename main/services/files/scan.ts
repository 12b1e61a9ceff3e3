import type { FileEntry, FileKind } from '../../contract/files';
import { FileFault } from '../helpers/file-fault';
import { isWithin, join, parentOf } from './paths';
import type { Reading } from './reading';
import type { TarHeader, TarType } from '../helpers/tar/header';
import { createTarReader } from '../helpers/tar/reader';

const KINDS: Readonly<Record<TarType, FileKind>> = {
  ...{ file: 'file', link: 'file', symlink: 'symlink', device: 'device', dir: 'dir', fifo: 'fifo', other: 'other' },
};

export interface ScanOptions {
  /** The folder, in the source, that the archive is of. */
  readonly base: string;
  /** `export` names paths from the root on; `archive` names the folder first, and each path by the folder's own name. */
  readonly form: 'export' | 'archive';
  /** What lies there is hidden by something mounted over it. */
  readonly mounts: readonly string[];
  readonly reading: Reading;
}

/** Reads an archive for its names only. */
export interface Scan {
  /** Throws TarError, or FileFault where the archive is of no folder. */
  write(chunk: Buffer): void;
  /** Throws TarError when it broke off. */
  end(): void;
  /** Entries with names that lead elsewhere (`..`, or beside the folder): no engine makes them; left out. */
  strange(): number;
}

/** No kernel takes a longer path: a made-up archive must not fill the memory with names. */
const LONGEST = 4096;

/** null: it leads elsewhere, or is none. */
function partsIn(name: string): readonly string[] | null {
  if (name.length > LONGEST) return null;
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? null : parts;
}

// Written out: a hundred thousand of them are made in a second.
const entryOf = (header: TarHeader, name: string, size: number): FileEntry => ({
  name,
  kind: KINDS[header.type],
  size,
  mode: header.mode,
  uid: header.uid,
  gid: header.gid,
  mtime: header.mtime,
  target: header.type === 'symlink' ? header.target : null,
  mount: false,
  odd: header.odd,
});

export function createScan({ base, form, mounts, reading }: ScanOptions): Scan {
  /** The name that all others begin with; null: the first entry tells it. */
  let prefix: readonly string[] | null = form === 'export' ? [] : null;
  let strange = 0;

  const pathOf = (parts: readonly string[]): string | null => {
    const [first] = prefix ?? [];
    if (first !== undefined && parts[0] !== first) return null;
    const rest = (first === undefined ? parts : parts.slice(1)).join('/');
    return rest === '' ? base : join(base, rest);
  };
  const takeFirst = (header: TarHeader, parts: readonly string[]): void => {
    if (header.type !== 'dir') throw new FileFault('not-a-folder', base, KINDS[header.type]);
    prefix = parts.slice(0, 1);
    reading.folder(base);
  };
  const sizeOf = (header: TarHeader): number => {
    if (header.type !== 'link') return header.realSize;
    const parts = partsIn(header.target);
    const path = parts === null ? null : pathOf(parts);
    return path === null ? 0 : (reading.find(path)?.size ?? 0);
  };
  const take = (header: TarHeader): void => {
    const parts = partsIn(header.name);
    if (parts === null || header.target.length > LONGEST) strange += 1;
    else if (prefix === null) takeFirst(header, parts);
    else {
      const path = pathOf(parts);
      if (path === null) strange += 1;
      else if (path !== base) add(header, path, parts.at(-1) ?? '');
    }
  };
  const add = (header: TarHeader, path: string, name: string): void => {
    const mount = mounts.includes(path);
    if (!mount && mounts.some((mounted) => isWithin(path, mounted))) return;
    const entry = entryOf(header, name, sizeOf(header));
    reading.add(parentOf(path), mount ? { ...entry, mount } : entry);
    if (entry.kind === 'dir' && !mount) reading.folder(path);
  };

  if (form === 'export') reading.folder(base);
  const reader = createTarReader({
    entry(header) {
      take(header);
      return false;
    },
  });
  return { write: (chunk) => reader.write(chunk), end: () => reader.end(), strange: () => strange };
}
