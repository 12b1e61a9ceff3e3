import type { TreeEntry } from '../../../../main/contract/layers';
import { type Folder, ROOT_PATH, type TreeState } from './tree-store';

export interface EntryLine {
  readonly kind: 'entry';
  /** Its path. */
  readonly key: string;
  readonly entry: TreeEntry;
  /** 1 for what lies in the root. */
  readonly level: number;
  /** null: it does not open. */
  readonly open: boolean | null;
  /** What is shown of it: its name, or in a list of what was found its path. */
  readonly name: string;
}

/** What is to be said of a folder, below its entries. */
export interface NoteLine {
  readonly kind: 'note';
  readonly key: string;
  readonly folder: string;
  readonly level: number;
  readonly says: 'more' | 'empty' | 'failed';
}

export type Line = EntryLine | NoteLine;

const noteOf = ({ entries, total, error }: Folder): NoteLine['says'] | null => {
  if (error !== null) return 'failed';
  if (total === 0) return 'empty';
  return total === null || entries.length < total ? 'more' : null;
};

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The lines of the tree from top to bottom. */
export function linesOf({ folders, expanded, isSearch }: TreeState): readonly Line[] {
  const lines: Line[] = [];
  const walk = (path: string, level: number): void => {
    const folder = folders.get(path);
    for (const entry of folder?.entries ?? []) {
      const isFolder = entry.kind === 'dir' && !isSearch;
      const open = isFolder ? expanded.has(entry.path) : null;
      const name = isSearch ? entry.path : baseOf(entry.path) || '/';
      lines.push({ kind: 'entry', key: entry.path, entry, level, open, name });
      if (open === true) walk(entry.path, level + 1);
    }
    const says = folder === undefined ? 'more' : noteOf(folder);
    if (says !== null) lines.push({ kind: 'note', key: `${path}//`, folder: path, level, says });
  };
  walk(ROOT_PATH, 1);
  return lines;
}

/** The line of the folder that holds this one; null: it is the root. */
export function holderOf(lines: readonly Line[], index: number): number | null {
  const level = lines[index]?.level ?? 1;
  for (let at = index - 1; at >= 0; at -= 1) if ((lines[at]?.level ?? 0) < level) return at;
  return null;
}
