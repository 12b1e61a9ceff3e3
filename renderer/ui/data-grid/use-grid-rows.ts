import { useEffect, useMemo, useReducer, useState } from 'react';
import { NOTHING_SELECTED, select, type Selection, type SelectionStep } from '../../lib/selection';
import type { GridColumn, GridSort } from './columns';
import { createSorter } from './keep-sorted';

export interface GridRows<R> {
  /** What the filter shows, in the order chosen. */
  readonly shown: readonly R[];
  readonly total: number;
  readonly filter: string;
  readonly setFilter: (text: string) => void;
  readonly sort: GridSort;
  readonly setSort: (sort: GridSort) => void;
  readonly selection: Selection;
  readonly select: (step: SelectionStep) => void;
  /** Those selected, in their order. */
  readonly selected: readonly R[];
}

/** What the filter looks through, or how it says what it lets through. */
type Looking<R> =
  { readonly textOf: (row: R) => string } | { readonly matcherOf: (filter: string) => (row: R) => boolean };

interface Options<R> {
  readonly rows: ReadonlyMap<string, R>;
  readonly columns: readonly GridColumn<R>[];
  readonly keyOf: (row: R) => string;
  readonly sort: GridSort;
}

/** All words must be met; a leading `-` turns one round. Words are looked for in lower case. */
function wordsMatcher<R>(filter: string, textOf: (row: R) => string): (row: R) => boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-');
  return (row) => {
    const text = textOf(row).toLowerCase();
    return words.every((word) => (word.startsWith('-') ? !text.includes(word.slice(1)) : text.includes(word)));
  };
}

/** Filter, order and selection of a grid's rows. `columns`, and the functions given, must stay the same from render to render. */
export function useGridRows<R>(options: Options<R> & Looking<R>): GridRows<R> {
  const { rows, columns, keyOf, sort: first } = options;
  const textOf = 'textOf' in options ? options.textOf : null;
  const matcherOf = 'matcherOf' in options ? options.matcherOf : null;
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState(first);
  const [selection, step] = useReducer(select, NOTHING_SELECTED);
  useEffect(() => step({ type: 'prune', exists: (id) => rows.has(id) }), [rows]);
  const [sorter] = useState(createSorter<R>);
  const all = useMemo(() => sorter([...rows.values()], columns, sort), [sorter, rows, columns, sort]);
  const shown = useMemo(() => {
    if (filter.trim() === '') return all;
    if (textOf !== null) return all.filter(wordsMatcher(filter, textOf));
    return matcherOf === null ? all : all.filter(matcherOf(filter));
  }, [all, filter, textOf, matcherOf]);
  const selected = useMemo(
    () => (selection.ids.size === 0 ? [] : shown.filter((row) => selection.ids.has(keyOf(row)))),
    [shown, selection, keyOf],
  );
  return { shown, total: rows.size, filter, setFilter, sort, setSort, selection, select: step, selected };
}
