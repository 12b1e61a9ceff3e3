import type { Source } from '../source';
import { createMerge, type Merge } from './merge';
import { createMergedOrder, type MergedOrder, type Order, plainOrder } from './order';
import type { TimeRange } from './time-range';

/** The sources of a view in the order of their lines. */
export interface Arrangement {
  readonly sources: () => readonly Source[];
  readonly order: () => Order;
  /** Rises when rows got other numbers. */
  readonly version: () => number;
  add(source: Source): void;
  /** Puts in order what came; false: nothing had come. */
  step(): Promise<boolean>;
  /** Whether lines wait for the next step. */
  readonly behind: () => boolean;
  /** Rows before this one are no more. */
  forget(row: number): void;
}

const EMPTY = plainOrder(() => 0);

export function createArrangement(range: TimeRange): Arrangement {
  const sources: Source[] = [];
  const bounded = range.since !== null || range.until !== null;
  let order: Order = EMPTY;
  let merge: Merge | null = null;
  let mergedOrder: MergedOrder | null = null;
  let version = 0;
  let plainLines = 0;
  const rebuild = (): void => {
    const merged = createMergedOrder();
    merge = createMerge(merged, range);
    for (const source of sources) merge.add(source);
    order = mergedOrder = merged;
    version += 1;
  };
  const plain = (source: Source): void => {
    order = plainOrder(() => source.store.lines());
    version += 1;
  };
  return {
    sources: () => sources,
    order: () => order,
    version: () => version,
    add: (source) => {
      sources.push(source);
      // Its lines may belong before others that are there already.
      if (sources.length === 1 && !bounded) plain(source);
      else rebuild();
    },
    step: async () => {
      if (merge !== null) return merge.step();
      const lines = order.rows();
      const moved = lines !== plainLines;
      plainLines = lines;
      return moved;
    },
    behind: () => merge?.behind() ?? false,
    forget: (row) => mergedOrder?.forget(row),
  };
}
