import type { LogRow } from '../../../../main/contract/logs';

const PAGE = 100;
/** 3,000 rows of at most 8 KiB each: what the page holds of a log, however long that is. */
const MOST_PAGES = 30;

export interface RowCache {
  readonly get: (row: number) => LogRow | undefined;
  readonly put: (from: number, rows: readonly LogRow[]) => void;
  /** From the first to the last row of the range that is not here; null: all are. */
  readonly missing: (from: number, to: number) => { readonly from: number; readonly to: number } | null;
  readonly clear: () => void;
  /** How many rows it may hold at the moment. */
  readonly size: () => number;
}

/** A bounded part of the rows, around where one looks. */
export function createRowCache(): RowCache {
  const pages = new Map<number, (LogRow | undefined)[]>();
  const get = (row: number): LogRow | undefined => pages.get(Math.floor(row / PAGE))?.[row % PAGE];
  /** The pages used last go last, so that the first of the map is the one to give up. */
  const pageAt = (number: number): (LogRow | undefined)[] => {
    const page = pages.get(number) ?? [];
    pages.delete(number);
    pages.set(number, page);
    return page;
  };
  return {
    get,
    put(from, rows) {
      rows.forEach((row, index) => (pageAt(Math.floor((from + index) / PAGE))[(from + index) % PAGE] = row));
      for (const number of pages.keys()) {
        if (pages.size <= MOST_PAGES) break;
        pages.delete(number);
      }
    },
    missing(from, to) {
      let first = from;
      while (first < to && get(first) !== undefined) first += 1;
      if (first >= to) return null;
      let last = to - 1;
      while (get(last) !== undefined) last -= 1;
      return { from: first, to: last + 1 };
    },
    clear: () => pages.clear(),
    size: () => pages.size * PAGE,
  };
}
