import { createPaged } from '../store/paged';

/** Where a row comes from. */
export interface Origin {
  readonly source: number;
  readonly line: number;
}

/** The lines of one or many sources in the order in which a view shows them. */
export interface Order {
  readonly rows: () => number;
  /** Null: there is no such row. */
  at(row: number): Origin | null;
  /** The row of that line, or of the source's next one; `rows()` when there is none. */
  rowOf(source: number, line: number): number;
  /** Calls back for each row in turn, until it answers false. */
  walk(from: number, each: (row: number, source: number, line: number) => boolean): void;
}

/** All lines of one source: each line is its own row. */
export const plainOrder = (lines: () => number): Order => ({
  rows: lines,
  at: (row) => (row < lines() ? { source: 0, line: row } : null),
  rowOf: (_source, line) => Math.min(line, lines()),
  walk: (from, each) => {
    const end = lines();
    for (let row = from; row < end; row += 1) if (!each(row, 0, row)) return;
  },
});

export interface MergedOrder extends Order {
  /** The next row is the source's next line. */
  push(source: number): void;
  /** The source's lines begin with this one. To be called before its first `push`. */
  begin(source: number, line: number): void;
  /** The source's line that `push` would take. */
  next(source: number): number;
  /** Rows before this one are no more, and are not asked for: what tells of them is let go. */
  forget(row: number): void;
  /** What it takes up, about. */
  readonly bytes: () => number;
}

/** Rows between two counts of all sources. */
const STRIDE = 1024;

/** Whose each row is, 2 bytes each. */
function createOwners() {
  const who = createPaged((length) => new Uint16Array(length));
  let rows = 0;
  return {
    rows: () => rows,
    at: (row: number): number => who.at(row),
    push: (source: number): void => {
      who.set(rows, source);
      rows += 1;
    },
    /** Returns the first row that is kept. */
    forget: (row: number): number => who.dropBelow(row),
    bytes: who.bytes,
  };
}

/** What a count costs beside its entries, about. */
const STRIDE_COST = 128;

/** Each source's next line, and what it was at every 1,024th row. */
function createCounts() {
  const next: number[] = [];
  const first: number[] = [];
  /** By their number; the oldest can go. */
  const strides = new Map<number, Uint32Array>();
  let count = 0;
  let kept = 0;
  return {
    next,
    begin: (source: number, line: number): void => {
      first[source] = line;
      next[source] = line;
    },
    stride: (): void => {
      strides.set(
        count,
        Uint32Array.from(next, (line) => line),
      );
      count += 1;
    },
    at: (stride: number, source: number): number => strides.get(stride)?.[source] ?? first[source] ?? 0,
    /** The last stride that begins at or before the source's line, of those that are kept. */
    strideOf: (source: number, line: number): number => {
      let low = kept;
      let high = count;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((strides.get(middle)?.[source] ?? first[source] ?? 0) <= line) low = middle + 1;
        else high = middle;
      }
      return Math.max(kept, low - 1);
    },
    forget: (before: number): void => {
      for (; kept < Math.min(before, count); kept += 1) strides.delete(kept);
    },
    bytes: () => strides.size * (STRIDE_COST + next.length * Uint32Array.BYTES_PER_ELEMENT),
  };
}

export function createMergedOrder(): MergedOrder {
  const owners = createOwners();
  const counts = createCounts();
  const at = (row: number): Origin | null => {
    if (row < 0 || row >= owners.rows()) return null;
    const source = owners.at(row);
    const stride = Math.floor(row / STRIDE);
    let line = counts.at(stride, source);
    for (let before = stride * STRIDE; before < row; before += 1) if (owners.at(before) === source) line += 1;
    return { source, line };
  };
  const rowOf = (source: number, line: number): number => {
    const stride = counts.strideOf(source, line);
    let count = counts.at(stride, source);
    for (let row = stride * STRIDE; row < owners.rows(); row += 1) {
      if (owners.at(row) !== source) continue;
      if (count >= line) return row;
      count += 1;
    }
    return owners.rows();
  };
  const walk: Order['walk'] = (from, each) => {
    if (from >= owners.rows()) return;
    const stride = Math.floor(from / STRIDE);
    const lines = counts.next.map((_, source) => counts.at(stride, source));
    for (let row = stride * STRIDE; row < owners.rows(); row += 1) {
      const source = owners.at(row);
      const line = lines[source] ?? 0;
      lines[source] = line + 1;
      if (row >= from && !each(row, source, line)) return;
    }
  };
  return {
    ...{ rows: owners.rows, at, rowOf, walk, begin: counts.begin },
    next: (source) => counts.next[source] ?? 0,
    // A page is a whole number of strides.
    forget: (row) => counts.forget(owners.forget(row) / STRIDE),
    bytes: () => owners.bytes() + counts.bytes(),
    push: (source) => {
      if (owners.rows() % STRIDE === 0) counts.stride();
      owners.push(source);
      counts.next[source] = (counts.next[source] ?? 0) + 1;
    },
  };
}
