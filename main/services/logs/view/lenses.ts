import type { LogFilter, LogScan, LogTerm } from '../../../contract/logs';
import { queryOf } from '../scan/matcher';
import type { Scanner } from '../scan/scanner';
import type { Source } from '../source';
import { createLevels, type Levels } from './levels';
import type { Order } from './order';
import { createRowList, type RowList } from './row-list';
import { createSearch, judged, type Search } from './search';

export interface LensesOptions {
  readonly sources: () => readonly Source[];
  readonly order: () => Order;
  readonly scanner: Scanner;
  /** The first row that is shown. */
  readonly floor: () => number;
}

/** What is filtered, and what is found, in a view. */
export interface Lenses {
  /** Throws PatternError. Returns the version of what begins; 0: nothing does. */
  filter(filter: LogFilter | null): number;
  /** Throws PatternError. Returns as `filter` does. */
  find(term: LogTerm | null): number;
  /** The rows of the filter; null: all are shown. */
  readonly filtered: () => RowList | null;
  /** The rows that `find` found among those that are shown. */
  readonly found: () => RowList | null;
  readonly filterScan: () => LogScan | null;
  readonly findScan: () => LogScan | null;
  readonly levels: Levels;
  /** Whether the filter lets the line through, its levels aside. Null: not known yet. */
  passes(source: number, line: number): boolean | null;
  /** Rows have other numbers now. */
  rebuild(): void;
  /** Goes on for a part; false: nothing is left to do. */
  step(): Promise<boolean>;
  close(): void;
}

interface Active {
  readonly version: number;
  /** Null: every line is a hit. */
  readonly search: Search | null;
  list: RowList;
}

interface Filter extends Active {
  readonly wish: LogFilter;
}

export function createLenses(options: LensesOptions): Lenses {
  const { sources, order, scanner, floor } = options;
  const levels = createLevels(sources, scanner);
  let versions = 0;
  let filter: Filter | null = null;
  let find: Active | null = null;

  const passes = (source: number, line: number): boolean | null => passesOf(filter, source, line);
  const filterList = (wish: LogFilter): RowList =>
    createRowList(order(), wish.context ?? 0, (row, source, line) => {
      if (row < floor()) return false;
      const passed = passes(source, line);
      return passed === true ? levels.isOneOf(wish.levels ?? [], source, line) : passed;
    });
  const findList = (search: Search | null): RowList =>
    createRowList(order(), 0, (row, source, line) => {
      if (row < floor()) return false;
      const hit = judged(search, source, line);
      return hit === true ? isShown(filter, row) : hit;
    });
  const rebuild = (): void => {
    if (filter !== null) filter.list = filterList(filter.wish);
    if (find !== null) find.list = findList(find.search);
  };
  return {
    filter: (wish) => {
      const next = wish === null ? null : filterOf(wish, (versions += 1), options);
      filter?.search?.close();
      filter = next;
      if ((wish?.levels ?? []).length > 0) levels.begin();
      rebuild();
      return next?.version ?? 0;
    },
    find: (term) => {
      const query = term === null ? null : queryOf({ terms: [term] });
      const search = query === null ? null : createSearch(sources, query, scanner);
      find?.search?.close();
      find = search === null ? null : { version: (versions += 1), search, list: findList(search) };
      return find?.version ?? 0;
    },
    filtered: () => filter?.list ?? null,
    found: () => find?.list ?? null,
    filterScan: () => scanOf(filter, order()),
    findScan: () => scanOf(find, order()),
    ...{ levels, passes, rebuild },
    step: () => stepAll([filter, find], levels),
    close: () => closeAll([filter?.search, find?.search, levels]),
  };
}

const passesOf = (filter: Filter | null, source: number, line: number): boolean | null =>
  filter?.wish.hiddenSources?.includes(source) === true ? false : judged(filter?.search ?? null, source, line);

const isShown = (filter: Filter | null, row: number): boolean =>
  filter === null || filter.list.at(filter.list.indexOf(row))?.row === row;

const NO_ROWS = createRowList({ rows: () => 0, at: () => null, rowOf: () => 0, walk: () => undefined }, 0, () => false);

/** Its list is still to be built. Throws PatternError. */
function filterOf(wish: LogFilter, version: number, { sources, scanner }: LensesOptions): Filter {
  const query = queryOf(wish);
  const needed = query.terms.length > 0 || query.stream !== null;
  return { wish, version, search: needed ? createSearch(sources, query, scanner) : null, list: NO_ROWS };
}

function closeAll(all: readonly ({ close(): void } | null | undefined)[]): void {
  for (const each of all) each?.close();
}

async function stepAll(active: readonly (Active | null)[], levels: Levels): Promise<boolean> {
  const moved = await Promise.all([...active.map((each) => each?.search?.step()), levels.step()]);
  // The filter first: what is found is among what it shows.
  const listed = active.map((each) => each?.list.step());
  return moved.includes(true) || listed.includes(true);
}

function scanOf(active: Active | null, order: Order): LogScan | null {
  if (active === null) return null;
  const { version, search, list } = active;
  const message = search?.failure() ?? '';
  const scanned = list.judged();
  const state = message !== '' ? 'failed' : scanned >= order.rows() ? 'done' : 'running';
  return { version, state, scanned, matches: list.matches(), message };
}
