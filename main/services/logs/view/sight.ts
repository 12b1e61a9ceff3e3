import type { Arrangement } from './arrangement';
import type { Lenses } from './lenses';
import type { Preview } from './preview';

/** A row of the order that is shown. */
export interface ShownRow {
  readonly row: number;
  /** It stands there for the sake of another one. */
  readonly context: boolean;
}

export interface SightOptions {
  readonly arrangement: Arrangement;
  readonly lenses: Lenses;
  /** The first row that is shown. */
  readonly floor: () => number;
  readonly preview: Preview;
}

/** Which rows of a view's order are shown, and where. */
export interface Sight extends SightOptions {
  /** Null: no row is shown there. */
  at(index: number): ShownRow | null;
  /** Where that row is shown, or the next one that is. */
  indexOf(row: number): number;
  readonly count: () => number;
  /** Rises when rows got other numbers, or marks. */
  readonly epoch: () => number;
  renumbered(): void;
  /** So many rows have something to be said before them: what was kept of them is void when there are more. */
  marked(count: number): void;
}

export function createSight(options: SightOptions): Sight {
  const { arrangement, lenses, floor, preview } = options;
  let renumberings = 0;
  let marks = 0;
  const rows = (): number => arrangement.order().rows();
  return {
    ...options,
    at: (index) => {
      const list = lenses.filtered();
      if (list !== null) return list.at(index);
      const row = index + floor();
      return row < rows() ? { row, context: false } : null;
    },
    indexOf: (row) => lenses.filtered()?.indexOf(row) ?? Math.max(0, row - floor()),
    count: () => lenses.filtered()?.length() ?? rows() - floor(),
    epoch: () => renumberings + marks + arrangement.version() + preview.version() + floor(),
    renumbered: () => {
      renumberings += 1;
    },
    marked: (count) => {
      marks = count;
    },
  };
}
