import { compareValues, type GridColumn, type GridSort } from './columns';

/** A row's place in the order: what it is sorted by, and where it stood before, which decides between equal ones. */
interface Place<R> {
  readonly row: R;
  readonly value: string | number | null;
  index: number;
}

interface Kept<R> {
  readonly columns: readonly GridColumn<R>[];
  readonly sort: GridSort;
  readonly places: ReadonlyMap<R, Place<R>>;
  /** All of them, sorted. */
  readonly order: readonly Place<R>[];
}

/** Above this share of new rows sorting all of them costs no more. */
const MANY = 0.25;

/**
 * Sorts rows; equal ones stay in their order. What it did last it remembers: of a list of which few rows have changed, only
 * those are put in their places. A row that changes must become another object.
 */
export function createSorter<R>(): (
  rows: readonly R[],
  columns: readonly GridColumn<R>[],
  sort: GridSort,
) => readonly R[] {
  let kept: Kept<R> | null = null;
  return (rows, columns, sort) => {
    const valueOf = columns.find(({ id }) => id === sort.by)?.sortValue;
    if (valueOf === undefined) return rows;
    const before = kept?.columns === columns && kept.sort === sort ? kept : null;
    const news = read(rows, before, valueOf);
    const order = ordered(
      news,
      before,
      (a, b) => compareValues(a.value, b.value, sort.descending) || a.index - b.index,
    );
    kept = { columns, sort, places: news.places, order };
    return order.map(({ row }) => row);
  };
}

interface News<R> {
  readonly places: ReadonlyMap<R, Place<R>>;
  readonly fresh: readonly Place<R>[];
  /** Those that were there before still follow one another as they did. */
  readonly inOrder: boolean;
}

function read<R>(rows: readonly R[], before: Kept<R> | null, valueOf: (row: R) => string | number | null): News<R> {
  const places = new Map<R, Place<R>>();
  const fresh: Place<R>[] = [];
  let inOrder = true;
  let last = -1;
  rows.forEach((row, index) => {
    const known = before?.places.get(row);
    const place = known ?? { row, value: valueOf(row), index };
    if (known === undefined) fresh.push(place);
    else {
      inOrder &&= known.index > last;
      last = known.index;
      known.index = index;
    }
    places.set(row, place);
  });
  return { places, fresh, inOrder };
}

type Compare<R> = (a: Place<R>, b: Place<R>) => number;

function ordered<R>({ places, fresh, inOrder }: News<R>, before: Kept<R> | null, compare: Compare<R>): Place<R>[] {
  if (before === null || !inOrder || fresh.length > places.size * MANY) return [...places.values()].sort(compare);
  const left = before.order.filter(({ row }) => places.has(row));
  const parts: Place<R>[][] = [];
  let taken = 0;
  for (const place of [...fresh].sort(compare)) {
    const until = placeOf(place, left, taken, compare);
    parts.push(left.slice(taken, until), [place]);
    taken = until;
  }
  return [...parts.flat(), ...left.slice(taken)];
}

/** How many of `order` stand before it; it is known that `from` do. */
function placeOf<R>(place: Place<R>, order: readonly Place<R>[], from: number, compare: Compare<R>): number {
  let [low, high] = [from, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = order[middle];
    if (at !== undefined && compare(at, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
