import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { GridColumn } from './columns';
import { type GridGroups, type GridLine, rowKeys, toLines } from './lines';

interface Options<R> {
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly groups: GridGroups<R> | undefined;
}

interface GridLines<R> {
  readonly lines: readonly GridLine<R>[];
  /** Of all rows, of those in folded groups too. */
  readonly keys: readonly string[];
  readonly keyAt: (index: number) => string;
  /** Of the line that Tab reaches; -1: there are no lines. */
  readonly activeIndex: number;
  readonly setActive: (index: number, key: string) => void;
  /** Keys of the rows in sight, in their order; always the same function. */
  readonly order: () => readonly string[];
}

/** The lines of a grid, made anew only when its rows are others: not at each step of a scroll. */
export function useGridLines<R>({ rows, keyOf, groups }: Options<R>): GridLines<R> {
  const [active, set] = useState<{ readonly key: string; readonly index: number }>({ key: '', index: 0 });
  const lines = useMemo(() => toLines(rows, keyOf, groups), [rows, keyOf, groups]);
  const keys = useMemo(() => rows.map(keyOf), [rows, keyOf]);
  const keyAt = useCallback((index: number) => lines[index]?.key ?? String(index), [lines]);
  const found = useMemo(() => lines.findIndex(({ key }) => key === active.key), [lines, active.key]);
  const latest = useRef(lines);
  useLayoutEffect(() => {
    latest.current = lines;
  }, [lines]);
  return {
    ...{ lines, keys, keyAt },
    activeIndex: found >= 0 ? found : Math.min(active.index, lines.length - 1),
    setActive: useCallback((index, key) => set({ key, index }), []),
    order: useCallback(() => rowKeys(latest.current), []),
  };
}

/** Those that have room; 0: the width is not known yet. */
export const useFitting = <R>(columns: readonly GridColumn<R>[], width: number): readonly GridColumn<R>[] =>
  useMemo(() => columns.filter(({ from }) => from === undefined || width === 0 || width >= from), [columns, width]);
