import type { Source } from '../source';
import type { Chunk } from '../store/chunk';
import type { MergedOrder } from './order';
import type { TimeRange } from './time-range';

/** Rows that are merged before others have their turn. */
const TURN = 50_000;

interface Cursor {
  readonly source: Source;
  readonly index: number;
  chunk: Chunk | null;
  /** Number of the chunk's first line. */
  first: number;
  /** Whether a row of it stands in the order. */
  begun: boolean;
}

/** What a source had, at one time. */
interface Sample {
  readonly lines: number;
  /** Whether all that was printed by then was there, but for what is on its way. */
  readonly caughtUp: boolean;
}

const NOTHING: Sample = { lines: 0, caughtUp: false };

/** Brings the lines of many sources into the order of their times, as far as that is certain. */
export interface Merge {
  add(source: Source): void;
  /** Resolves when all that can be merged is; false: nothing was. */
  step(): Promise<boolean>;
  /** Whether lines wait for the next step. */
  readonly behind: () => boolean;
}

/**
 * What has come since the step before is left for the next one, so that containers that print at the same time are merged
 * by the engine's times and not by who was read first.
 */
export function createMerge(order: MergedOrder, range: TimeRange): Merge {
  const cursors: Cursor[] = [];
  let sample: readonly Sample[] = [];
  let over = false;

  /** Whether the source's next line is at hand. */
  const load = async (cursor: Cursor, bound: number): Promise<boolean> => {
    const dropped = Math.min(cursor.source.store.firstLine(), bound);
    // What is no more keeps its rows, as all rows keep their numbers; they are not shown.
    while (order.next(cursor.index) < dropped) order.push(cursor.index);
    const line = order.next(cursor.index);
    if (line >= bound) return false;
    if (cursor.chunk !== null && line < cursor.first + cursor.chunk.count) return true;
    const block = cursor.source.store.block(line);
    if (block === null) return false;
    cursor.chunk = await cursor.source.store.load(block);
    cursor.first = block.first;
    return true;
  };
  const run = async (known: readonly Sample[]): Promise<number> => {
    const ready: Cursor[] = [];
    for (const cursor of cursors) {
      const { lines, caughtUp } = known[cursor.index] ?? NOTHING;
      if (await load(cursor, lines)) ready.push(cursor);
      else if (!caughtUp) return 0;
    }
    const bounds = known.map(({ lines }) => lines);
    const { count, ended } = mergeReady(order, ready, bounds, range);
    over = ended;
    return count;
  };
  return {
    add: (source) => {
      cursors.push({ source, index: cursors.length, chunk: null, first: 0, begun: false });
      order.begin(cursors.length - 1, 0);
    },
    step: async () => {
      const known = sample;
      sample = cursors.map(({ source }) => ({ lines: source.store.lines(), caughtUp: source.caughtUp() }));
      for (let merged = 0; ;) {
        const count = await run(known);
        merged += count;
        if (count === 0) return merged > 0;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    behind: () => !over && cursors.some(({ source, index }) => order.next(index) < source.store.lines()),
  };
}

/** Merges until a chunk is used up. `count`: lines that were dealt with; `ended`: all later ones are out of the range. */
function mergeReady(
  order: MergedOrder,
  ready: readonly Cursor[],
  bounds: readonly number[],
  { since, until }: TimeRange,
): { readonly count: number; readonly ended: boolean } {
  let count = 0;
  for (; count < TURN; count += 1) {
    let best: Cursor | null = null;
    let bestTime = Number.POSITIVE_INFINITY;
    for (const cursor of ready) {
      const line = order.next(cursor.index);
      const bound = bounds[cursor.index] ?? 0;
      if (line >= bound) continue;
      const at = line - cursor.first;
      // Its next chunk has to be loaded first.
      if (at >= (cursor.chunk?.count ?? 0)) return { count, ended: false };
      const time = cursor.chunk?.times[at] ?? 0;
      if (time >= bestTime) continue;
      best = cursor;
      bestTime = time;
    }
    if (best === null) return { count, ended: false };
    if (until !== null && bestTime > until) return { count, ended: true };
    if (since !== null && bestTime < since && !best.begun) order.begin(best.index, order.next(best.index) + 1);
    else {
      best.begun = true;
      order.push(best.index);
    }
  }
  return { count, ended: false };
}
