import type { History, HistoryRange, Mark, Sample } from '../../../contract/stats';
import type { Entry } from './encoder';
import { createHistoryDisk, type DiskOptions } from './disk';
import { downsample } from './downsample';
import { HOUR_BYTES, KEPT_MS, stepsBetween, valuesOf } from './grid';
import { createReplay } from './replay';
import { createSeriesStore, type SeriesStore } from './series';

const HOURS = 2_400;
/** So many that all that run have room; those that came and went are found as long as there is some left. */
const MOST_SERIES = 1_000;
/** Some 32 MB: a hundred containers for a day, or more of them for less; and some 2 MB of those that came and went. */
const BOUNDS = { maxBytes: HOURS * HOUR_BYTES, maxSeries: MOST_SERIES };
/** What the first reading of a container stands for. */
const FIRST_MS = 10_000;

/** Whose past it is. */
export interface Subject {
  readonly id: string;
  /** Of its compose project; see `placeOf`. */
  readonly place: string | null;
}

/** The past of one engine's containers at a time: 24 h in memory, and on disk. Times are ms by the engine's clock. */
export interface HistoryKeeper {
  /** From now on it is this engine's; resolves when what the disk has of it is in. */
  use(engine: string): Promise<void>;
  /**
   * @param afterMs Of the reading before; null: there is none.
   * @param isAlive Whether another container still fills the same place.
   */
  record(subject: Subject, sample: Sample, afterMs: number | null, isAlive: (id: string) => boolean): void;
  mark(subject: Subject, mark: Mark, isAlive: (id: string) => boolean): void;
  read(subject: Subject, range: HistoryRange): Omit<History, 'recording'>;
  flush(): Promise<void>;
  clear(): Promise<void>;
  memoryBytes(): number;
  diskBytes(): number;
  trouble(): string;
}

export interface HistoryOptions extends DiskOptions {
  /** ms since the epoch, engine clock. */
  readonly now: () => number;
}

export function createHistory(options: HistoryOptions): HistoryKeeper {
  const { now } = options;
  const disk = createHistoryDisk(options);
  const store = createSeriesStore(BOUNDS);
  let engine = '';
  let loading: Promise<void> = Promise.resolve();

  const writing = createWriting(store, (entry) => disk.add(engine, entry));

  return {
    use(next) {
      if (next === engine) return loading;
      engine = next;
      store.clear();
      const take = createReplay(store);
      loading = disk.load(next, now(), (lines) => {
        if (engine === next) take(lines);
      });
      return loading;
    },
    record(subject, sample, afterMs, isAlive) {
      const put = writing(subject, sample.at, isAlive);
      const values = valuesOf(sample);
      for (const step of stepsBetween(afterMs ?? sample.at - FIRST_MS, sample.at)) put({ type: 'step', step, values });
    },
    mark(subject, mark, isAlive) {
      writing(subject, mark.at, isAlive)({ type: 'mark', mark });
    },
    read: (subject, range) => downsample(store.find(subject.id) ?? store.get(ownKey(subject)), range, now()),
    flush() {
      store.forgetBefore(now() - KEPT_MS);
      return disk.flush(now());
    },
    async clear() {
      store.clear();
      await disk.clear();
    },
    memoryBytes: () => store.bytes(),
    diskBytes: () => disk.bytes(),
    trouble: () => disk.trouble(),
  };
}

const ownKey = ({ id, place }: Subject): string => (place === null ? `id ${id}` : `place ${place}`);

/** The key to record under: a place that is taken stays with whom has it. */
function keyOf(store: SeriesStore, subject: Subject, isAlive: (id: string) => boolean): string {
  const known = store.find(subject.id);
  if (known?.ids.at(-1) === subject.id) return known.key;
  const key = ownKey(subject);
  const owner = store.get(key)?.ids.at(-1);
  const isFree = owner === undefined || owner === subject.id || !isAlive(owner);
  return isFree ? key : `id ${subject.id}`;
}

type Put = (what: Entry['what']) => void;
type Writing = (subject: Subject, at: number, isAlive: (id: string) => boolean) => Put;

/** Finds whose series it is, says so where another container takes a place, and puts things into it and on the disk. */
const createWriting =
  (store: SeriesStore, keep: (entry: Entry) => void): Writing =>
  (subject, at, isAlive) => {
    const key = keyOf(store, subject, isAlive);
    const put: Put = (what) => {
      if (what.type === 'step') store.put(key, what.step, what.values);
      else store.mark(key, what.mark);
      keep({ key, id: subject.id, what });
    };
    const owner = store.get(key)?.ids.at(-1);
    store.own(key, subject.id);
    if (owner !== undefined && owner !== subject.id)
      put({ type: 'mark', mark: { at, kind: 'recreated', exitCode: null } });
    return put;
  };
