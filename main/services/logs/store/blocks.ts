import type { Chunk } from './chunk';
import type { Place } from './spool';

/** A run of lines, and where it is. `chunk`: in memory; `place`: in the spool. While it is being written it is in both. */
export interface Block {
  /** Number of its first line. */
  readonly first: number;
  readonly count: number;
  readonly minMicros: number;
  readonly maxMicros: number;
  readonly place: Place | null;
  readonly chunk: Chunk | null;
}

/** A block whose place is still to come. */
export interface Sealed extends Block {
  /** As it lies in the spool. */
  readonly bytes: number;
  place: Place | null;
  chunk: Chunk | null;
}

export function extent(
  first: number,
  { count, times }: Chunk,
): Pick<Block, 'first' | 'count' | 'minMicros' | 'maxMicros'> {
  let minMicros = Number.POSITIVE_INFINITY;
  let maxMicros = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (time < minMicros) minMicros = time;
    if (time > maxMicros) maxMicros = time;
  }
  return { first, count, minMicros, maxMicros };
}

/** Blocks in the order of their lines, the oldest of which can go. */
export interface Blocks {
  add(block: Sealed): void;
  /** Of all of them. */
  readonly bytes: () => number;
  readonly oldest: () => Sealed | null;
  readonly newest: () => Sealed | null;
  /** The one that holds the line. */
  at(line: number): Sealed | null;
  /** Drops the block and all before it; false: it was dropped before. */
  dropUpTo(block: Sealed): boolean;
}

export function createBlocks(): Blocks {
  let blocks: Sealed[] = [];
  let bytes = 0;
  return {
    add: (block) => {
      blocks.push(block);
      bytes += block.bytes;
    },
    bytes: () => bytes,
    oldest: () => blocks[0] ?? null,
    newest: () => blocks.at(-1) ?? null,
    at: (line) => {
      let low = 0;
      let high = blocks.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((blocks[middle]?.first ?? 0) <= line) low = middle + 1;
        else high = middle;
      }
      const block = blocks[low - 1];
      return block !== undefined && line < block.first + block.count ? block : null;
    },
    dropUpTo: (block) => {
      const index = blocks.indexOf(block);
      for (const gone of blocks.slice(0, index + 1)) bytes -= gone.bytes;
      blocks = blocks.slice(index + 1);
      return index >= 0;
    },
  };
}
