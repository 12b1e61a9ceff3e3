import type { FileEntry } from '../../../../main/contract/files';
import { join, parentOf } from '../paths';
import type { Folder, TreeState } from './tree-store';

export interface EntryLine {
  readonly kind: 'entry';
  /** Its path: what it is known by. */
  readonly key: string;
  readonly entry: FileEntry;
  /** 1 for what lies in the tree's first folder. */
  readonly level: number;
  readonly open: boolean;
}

/** What is to be said of a folder, below its entries. */
export interface NoteLine {
  readonly kind: 'note';
  readonly key: string;
  readonly folder: string;
  readonly level: number;
}

export type Line = EntryLine | NoteLine;

export const needsNote = (folder: Folder | undefined): boolean =>
  folder !== undefined &&
  (folder.reading ||
    folder.error !== null ||
    folder.end?.reason !== 'complete' ||
    folder.entries.length === 0 ||
    folder.end.strange > 0);

/** The lines of the tree from top to bottom. */
export function linesOf({
  root,
  folders,
  expanded,
}: Pick<TreeState, 'root' | 'folders' | 'expanded'>): readonly Line[] {
  const lines: Line[] = [];
  const walk = (path: string, level: number): void => {
    const folder = folders.get(path);
    for (const entry of folder?.entries ?? []) {
      const key = join(path, entry.name);
      const open = entry.kind === 'dir' && expanded.has(key);
      lines.push({ kind: 'entry', key, entry, level, open });
      if (open) walk(key, level + 1);
    }
    if (needsNote(folder)) lines.push({ kind: 'note', key: `${path === '/' ? '' : path}//`, folder: path, level });
  };
  walk(root, 1);
  return lines;
}

interface From {
  readonly lines: readonly Line[];
  readonly from: number;
}

/** The next line, from `from` on and then from the top, whose name begins with `typed`. */
export function typedAhead(typed: string, { lines, from }: From): number | null {
  const wanted = typed.toLowerCase();
  // More letters of the same word may stay where they are; a first one goes on.
  const start = typed.length > 1 ? from : from + 1;
  for (let step = 0; step < lines.length; step += 1) {
    const index = (start + step) % lines.length;
    const line = lines[index];
    if (line?.kind === 'entry' && line.entry.name.toLowerCase().startsWith(wanted)) return index;
  }
  return null;
}

/** The line of the folder that holds this one; null: it is the first folder. */
export function holderOf(lines: readonly Line[], index: number): number | null {
  const key = lines[index]?.key;
  if (key === undefined) return null;
  const line = lines[index];
  const holder = line?.kind === 'note' ? line.folder : parentOf(key);
  const found = lines.findIndex((one) => one.key === holder);
  return found < 0 ? null : found;
}
