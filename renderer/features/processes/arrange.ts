import type { ProcessRow } from '../../../main/contract/processes';
import { type Column, compareBy } from './columns';

export interface View {
  /** Index of a column; null: as the engine has them. */
  readonly sort: { readonly column: number; readonly descending: boolean } | null;
  readonly tree: boolean;
  readonly filter: string;
}

export interface Line {
  readonly row: ProcessRow;
  /** 0 without a parent in the list. */
  readonly depth: number;
}

/** All rows have a number, and some name another one as their parent. */
export const hasTree = (rows: readonly ProcessRow[]): boolean => {
  const pids = new Set(rows.map(({ pid }) => pid));
  return rows.length > 0 && !pids.has('') && rows.some(({ ppid, pid }) => ppid !== pid && pids.has(ppid));
};

/** What is shown, in its order. In a tree the parents of what the filter finds stay, so that it hangs on something. */
export function arrange(rows: readonly ProcessRow[], columns: readonly Column[], view: View): readonly Line[] {
  const column = view.sort === null ? undefined : columns[view.sort.column];
  const sorted = column === undefined ? rows : rows.toSorted(compareBy(column));
  const ordered = view.sort?.descending === true ? sorted.toReversed() : sorted;
  const found = foundBy(rows, view.filter);
  if (!view.tree || !hasTree(rows)) return ordered.filter((row) => found.has(row)).map((row) => ({ row, depth: 0 }));
  return treeOf(ordered, withParents(rows, found));
}

function foundBy(rows: readonly ProcessRow[], filter: string): ReadonlySet<ProcessRow> {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return new Set(
    rows.filter((row) => words.every((word) => row.cells.some((cell) => cell.toLowerCase().includes(word)))),
  );
}

function withParents(rows: readonly ProcessRow[], found: ReadonlySet<ProcessRow>): ReadonlySet<ProcessRow> {
  const byPid = new Map(rows.map((row) => [row.pid, row]));
  const kept = new Set<ProcessRow>();
  for (const row of found)
    for (let each: ProcessRow | undefined = row; each !== undefined && !kept.has(each); each = byPid.get(each.ppid))
      kept.add(each);
  return kept;
}

function treeOf(ordered: readonly ProcessRow[], kept: ReadonlySet<ProcessRow>): readonly Line[] {
  const pids = new Set(ordered.map(({ pid }) => pid));
  const children = new Map<string, ProcessRow[]>();
  const roots: ProcessRow[] = [];
  for (const row of ordered) {
    if (row.ppid === row.pid || !pids.has(row.ppid)) roots.push(row);
    else children.set(row.ppid, [...(children.get(row.ppid) ?? []), row]);
  }
  const lines: Line[] = [];
  const seen = new Set<ProcessRow>();
  // A stack, as a chain of processes may be longer than calls may be deep; rings of parents, which no kernel has, end.
  const waiting: Line[] = roots.map((row) => ({ row, depth: 0 })).reverse();
  for (let line = waiting.pop(); line !== undefined; line = waiting.pop()) {
    const { row, depth } = line;
    if (seen.has(row)) continue;
    seen.add(row);
    if (kept.has(row)) lines.push(line);
    waiting.push(...(children.get(row.pid) ?? []).map((child) => ({ row: child, depth: depth + 1 })).reverse());
  }
  return [...lines, ...ordered.filter((row) => kept.has(row) && !seen.has(row)).map((row) => ({ row, depth: 0 }))];
}
