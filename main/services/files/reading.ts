import type { FileEntry } from '../../contract/files';
import { join, parentOf } from './paths';

export type Folder = ReadonlyMap<string, FileEntry>;

/** Entries of one reading that are remembered beside those of the folder that was asked for. */
const MOST_REMEMBERED = 150_000;

/** What one archive told, as it comes. */
export interface Reading {
  /** There is such a folder, empty until something in it is added. */
  folder(path: string): void;
  add(folder: string, entry: FileEntry): void;
  find(path: string): FileEntry | undefined;
  /** Entries so far, of all folders. */
  count(): number;
  /** Entries of the folder that was asked for, since the last call. */
  fresh(): FileEntry[];
  /** How many of them there are in all. */
  direct(): number;
  /** The folders of which all is known. `whole`: the archive ended; else whatever it was in the midst of is not. */
  folders(whole: boolean): ReadonlyMap<string, Folder>;
}

/** @param wanted The folder whose entries are asked for; of all others only as many are kept as fit. */
export function createReading(wanted: string): Reading {
  const folders = new Map<string, Map<string, FileEntry>>();
  let count = 0;
  let kept = 0;
  let direct = 0;
  let fresh: FileEntry[] = [];
  let last = wanted;

  const forget = (path: string): void => {
    kept -= folders.get(path)?.size ?? 0;
    folders.delete(path);
  };
  return {
    folder(path) {
      if (kept < MOST_REMEMBERED || path === wanted)
        folders.set(path, folders.get(path) ?? new Map<string, FileEntry>());
    },
    add(folder, entry) {
      count += 1;
      last = join(folder, entry.name);
      const entries = folders.get(folder);
      if (folder === wanted) {
        direct += 1;
        fresh.push(entry);
        entries?.set(entry.name, entry);
      } else if (kept < MOST_REMEMBERED && entries !== undefined) {
        kept += 1;
        entries.set(entry.name, entry);
        // Not all of it: so nothing of it.
      } else if (entries !== undefined) forget(folder);
    },
    find: (path) => folders.get(parentOf(path))?.get(path.slice(path.lastIndexOf('/') + 1)),
    count: () => count,
    fresh() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    direct: () => direct,
    folders(whole) {
      // An archive goes down into a folder before it goes on: unfinished are the last entry and all that hold it.
      for (let path = last; !whole; path = parentOf(path)) {
        forget(path);
        if (path === '/') break;
      }
      return folders;
    },
  };
}
