import type { LogFilter, LogStatus, LogTerm } from '../../../contract/logs';
import type { Scanner } from '../scan/scanner';
import type { Source } from '../source';
import { type Arrangement, createArrangement } from './arrangement';
import { histogramOf, type Histogram } from './histogram';
import { createLenses, type Lenses } from './lenses';
import type { Directory, Members } from './members';
import { createPreview } from './preview';
import { createReader, type Reader } from './reader';
import { createSight, type Sight } from './sight';
import { lastMicrosOf, statusOf } from './status';
import type { TimeRange } from './time-range';
import { createWork, type Outcome } from './work';

/** One page's look at the logs of some containers. Rows count from 0 in what is shown; lines in all there is. */
export interface View extends Reader {
  readonly id: string;
  status(): LogStatus;
  onChange(listener: () => void): () => void;
  /** Throws PatternError. Returns the version of the search. */
  filter(filter: LogFilter | null): number;
  /** Throws PatternError. Returns the version of the search. */
  find(term: LogTerm | null): number;
  clear(cleared: boolean): void;
  histogram(buckets: number): Histogram;
  readonly sources: () => readonly Source[];
  close(): void;
}

export interface ViewOptions {
  readonly id: string;
  readonly members: Members;
  readonly directory: Directory;
  readonly range: TimeRange;
  readonly scanner: Scanner;
  /** The container's log, to be read as long as it is not released. */
  readonly acquire: (id: string) => { readonly source: Source; readonly release: () => void };
  readonly log: (line: string) => void;
}

/** Lines of this time are put in order together, where there are several containers. */
const MERGE_MS = 100;

export function createView(options: ViewOptions): View {
  const { id, members, directory, log } = options;
  const listeners = createListeners();
  const parts = createParts(options);
  const { lenses, sight, floor } = parts;
  const { sources, order } = sight.arrangement;
  const round = createRound(parts, listeners.tell);
  const work = createWork(round, { log, restMs: () => (sources().length > 1 ? MERGE_MS : 0) });
  const leave = joinMembers(options, parts, work.note);
  /** Rows have other numbers from now on. */
  const renumber = <T>(change: () => T): T => {
    const result = change();
    sight.renumbered();
    work.note();
    return result;
  };
  return {
    ...createReader(sight, () => members.all()),
    id,
    sources,
    status: () => statusOf({ id, sight, members: members.all(), directory }),
    onChange: (listener) => listeners.add(listener),
    filter: (filter) => renumber(() => lenses.filter(filter)),
    find: (term) => {
      const version = lenses.find(term);
      work.note();
      return version;
    },
    clear: (cleared) =>
      renumber(() => {
        floor.set(cleared ? order().rows() : 0);
        lenses.rebuild();
      }),
    histogram: (buckets) => {
      const span = { floor: floor.row(), count: buckets, lastMicros: lastMicrosOf(sources()) };
      const found = histogramOf(order(), lenses, span);
      work.note();
      return found;
    },
    close: () => {
      work.close();
      lenses.close();
      leave();
    },
  };
}

interface Parts {
  readonly sight: Sight;
  readonly lenses: Lenses;
  readonly floor: Floor;
}

function createParts({ range, scanner, directory }: ViewOptions): Parts {
  const arrangement = createArrangement(range);
  const { sources, order } = arrangement;
  const floor = createFloor(arrangement);
  const lenses = createLenses({ sources, order, scanner, floor: floor.row });
  const preview = createPreview(arrangement, () => directory.synced());
  return { lenses, floor, sight: createSight({ arrangement, lenses, floor: floor.row, preview }) };
}

/** Takes in what came, and looks at a part of it. */
const createRound =
  ({ sight, lenses, floor }: Parts, changed: () => void): (() => Promise<Outcome>) =>
  async () => {
    const { arrangement, preview } = sight;
    const version = arrangement.version();
    sight.marked(lossesIn(arrangement));
    const moved = await arrangement.step();
    if (arrangement.version() !== version) lenses.rebuild();
    arrangement.forget(floor.dropped());
    await preview.step();
    const looked = await lenses.step();
    changed();
    if (looked) return 'more';
    return moved || arrangement.behind() ? 'soon' : 'done';
  };

const lossesIn = ({ sources }: Arrangement): number => sources().reduce((sum, source) => sum + source.losses().size, 0);

/** Those who belong to the view now, and those who come. Returns what lets them all go. */
function joinMembers(
  { members, directory, acquire }: ViewOptions,
  { sight: { arrangement }, lenses }: Parts,
  note: () => void,
): () => void {
  const endings: (() => void)[] = [];
  const join = (): void => {
    members.update(directory.rows());
    for (const member of members.all().slice(arrangement.sources().length)) {
      const { source, release } = acquire(member.id);
      endings.push(release, source.onChange(note));
      arrangement.add(source);
      lenses.rebuild();
    }
    note();
  };
  join();
  endings.push(directory.onChange(join));
  return () => {
    for (const end of endings) end();
  };
}

function createListeners() {
  const all = new Set<() => void>();
  return {
    add: (listener: () => void): (() => void) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell: (): void => {
      for (const listener of [...all]) listener();
    },
  };
}

interface Floor {
  readonly row: () => number;
  /** Rows before this one are no more. */
  readonly dropped: () => number;
  set(row: number): void;
}

/** The first row that is shown: those before were cleared, or are no more. */
function createFloor({ sources, order }: Arrangement): Floor {
  let cleared = 0;
  const dropped = (): number =>
    sources().reduce((row, { store }, index) => {
      const first = store.firstLine();
      return first === 0 ? row : Math.max(row, order().rowOf(index, first));
    }, 0);
  return {
    row: () => Math.max(cleared, dropped()),
    dropped,
    set: (row: number): void => {
      cleared = row;
    },
  };
}
