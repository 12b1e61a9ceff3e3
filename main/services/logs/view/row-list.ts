import type { Order } from './order';

/** Some rows of an order, in its order: those that match, and those near them. */
export interface RowList {
  readonly length: () => number;
  /** Null: there is no such entry. */
  at(index: number): { readonly row: number; readonly context: boolean } | null;
  /** The first entry at or after that row; `length()` when there is none. */
  indexOf(row: number): number;
  /** Rows that were judged by now. */
  readonly judged: () => number;
  /** Entries that match themselves. */
  readonly matches: () => number;
  /** Takes in the rows that can be judged by now; false: there were none. */
  step(): boolean;
}

/** True and false; null: not known yet. */
type Verdict = (row: number, source: number, line: number) => boolean | null;

/** Added to a row of context, in an entry. */
const CONTEXT = 2 ** 31;

/** Rows in their order, 4 bytes each. */
function createEntries() {
  let entries = new Uint32Array(1024);
  let length = 0;
  const rowAt = (index: number): number => (entries[index] ?? 0) % CONTEXT;
  return {
    length: () => length,
    last: () => (length === 0 ? -1 : rowAt(length - 1)),
    at: (index: number) => {
      if (index < 0 || index >= length) return null;
      return { row: rowAt(index), context: (entries[index] ?? 0) >= CONTEXT };
    },
    add: (row: number, isContext: boolean): void => {
      if (length === entries.length) {
        const old = entries;
        entries = new Uint32Array(length * 2);
        entries.set(old);
      }
      entries[length] = isContext ? row + CONTEXT : row;
      length += 1;
    },
    indexOf: (row: number): number => {
      let low = 0;
      let high = length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rowAt(middle) < row) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** @param context Rows before and after each match. */
export function createRowList(order: Order, context: number, verdict: Verdict): RowList {
  const entries = createEntries();
  let matches = 0;
  let judged = 0;
  /** Rows after the last match that are still to be taken. */
  let after = 0;
  const take = (row: number): void => {
    for (let before = Math.max(entries.last() + 1, row - context, 0); before < row; before += 1)
      entries.add(before, true);
    entries.add(row, false);
    matches += 1;
    after = context;
  };
  const judge = (row: number, source: number, line: number): boolean => {
    const isMatch = verdict(row, source, line);
    if (isMatch === null) return false;
    judged = row + 1;
    if (isMatch) take(row);
    else if (after > 0) {
      after -= 1;
      entries.add(row, true);
    }
    return true;
  };
  return {
    length: entries.length,
    at: entries.at,
    indexOf: entries.indexOf,
    judged: () => judged,
    matches: () => matches,
    step: () => {
      const before = judged;
      order.walk(judged, judge);
      return judged > before;
    },
  };
}
