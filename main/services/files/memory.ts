import type { FileSource } from '../../contract/files';
import type { Folder } from './reading';

/** Entries remembered in all: some tens of MB. */
const MOST_ENTRIES = 300_000;

export interface Remembered {
  readonly folder: Folder;
  /** When the reading began, ms since the epoch by this machine's clock. */
  readonly readAt: number;
}

/** Folders as they were read, by source; the least recently used source makes room. */
export interface Memory {
  get(source: FileSource, path: string): Remembered | null;
  put(source: FileSource, folders: ReadonlyMap<string, Folder>, readAt: number): void;
  /** This folder has changed. */
  forget(source: FileSource, path: string): void;
  /** All of its folders may have changed. */
  forgetAll(source: FileSource): void;
  clear(): void;
}

const keyOf = (source: FileSource): string =>
  source.kind === 'volume' ? `volume ${source.name}` : `${source.kind} ${source.id}`;

export function createMemory(): Memory {
  const sources = new Map<string, Map<string, Remembered>>();
  let entries = 0;

  const count = (folder: Remembered | undefined): number => folder?.folder.size ?? 0;
  const drop = (key: string): void => {
    for (const folder of sources.get(key)?.values() ?? []) entries -= count(folder);
    sources.delete(key);
  };
  const use = (key: string): Map<string, Remembered> => {
    const folders = sources.get(key) ?? new Map<string, Remembered>();
    sources.delete(key);
    sources.set(key, folders);
    return folders;
  };
  const set = (folders: Map<string, Remembered>, path: string, next: Remembered): void => {
    entries += next.folder.size - count(folders.get(path));
    folders.set(path, next);
  };

  return {
    get: (source, path) => sources.get(keyOf(source))?.get(path) ?? null,
    put(source, read, readAt) {
      const folders = use(keyOf(source));
      for (const [path, folder] of read) set(folders, path, { folder, readAt });
      for (const key of sources.keys()) {
        if (entries <= MOST_ENTRIES) return;
        drop(key);
      }
    },
    forget(source, path) {
      const folders = sources.get(keyOf(source));
      entries -= count(folders?.get(path));
      folders?.delete(path);
    },
    forgetAll: (source) => drop(keyOf(source)),
    clear() {
      sources.clear();
      entries = 0;
    },
  };
}
