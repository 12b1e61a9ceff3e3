import type { Mark } from '../../../contract/stats';
import { bytesOf, emptyHour, hourOf, type HourValues, setStep, stepAt, type StepValues } from './grid';

const MOST_MARKS = 400;
/** Former containers of one place in a compose project that are still found by their id. */
const MOST_IDS = 16;

/** The past of one container, or of those that filled one place in a compose project one after the other. */
export interface Series {
  readonly key: string;
  /** The last is the present one. */
  readonly ids: readonly string[];
  readonly hours: ReadonlyMap<number, HourValues>;
  readonly marks: readonly Mark[];
}

interface OpenSeries extends Series {
  readonly ids: string[];
  readonly hours: Map<number, HourValues>;
  readonly marks: Mark[];
}

export interface SeriesBounds {
  /** Of values. */
  readonly maxBytes: number;
  /** Containers that came and went leave hardly more than their marks, but there may be any number of them. */
  readonly maxSeries: number;
}

/**
 * All series of one engine, bounded: when there are too many values the oldest hours of all go first, when there are too many
 * series the one that was added to least lately.
 */
export interface SeriesStore {
  get(key: string): Series | undefined;
  /** By a container's id, former ones of a place too. */
  find(id: string): Series | undefined;
  /** Has the series of this key, new or known, go on with this container. */
  own(key: string, id: string): void;
  put(key: string, step: number, values: StepValues): void;
  mark(key: string, mark: Mark): void;
  /** Lets go of what lies before this time, ms. */
  forgetBefore(ms: number): void;
  clear(): void;
  /** Of values. */
  bytes(): number;
  seriesCount(): number;
}

export function createSeriesStore({ maxBytes, maxSeries }: SeriesBounds): SeriesStore {
  const index = createIndex(maxSeries);
  const makeRoom = (): void => {
    while (index.bytes() > maxBytes) {
      const oldest = Math.min(...index.all().flatMap(({ hours }) => [...hours.keys()]));
      for (const each of index.all()) index.drop(each, (other) => other === oldest);
    }
  };
  return {
    get: (key) => index.get(key),
    find: (id) => index.find(id),
    own: (key, id) => index.own(index.open(key), id),
    put(key, step, values) {
      const series = index.open(key);
      const hour = series.hours.get(hourOf(step)) ?? emptyHour();
      series.hours.set(hourOf(step), hour);
      const before = bytesOf(hour);
      setStep(hour, step, values);
      if (bytesOf(hour) === before) return;
      index.grown(bytesOf(hour) - before);
      makeRoom();
    },
    mark: (key, mark) => addMark(index.open(key).marks, mark),
    forgetBefore(ms) {
      for (const series of index.all()) {
        const kept = series.marks.findIndex(({ at }) => at >= ms);
        series.marks.splice(0, kept < 0 ? series.marks.length : kept);
        index.drop(series, (hour) => hour < hourOf(stepAt(ms)));
      }
    },
    clear: () => index.clear(),
    bytes: () => index.bytes(),
    seriesCount: () => index.all().length,
  };
}

/** The series by key and by container. One without hours and marks is none. */
function createIndex(maxSeries: number) {
  const byKey = new Map<string, OpenSeries>();
  const byId = new Map<string, OpenSeries>();
  let bytes = 0;
  const forget = (series: OpenSeries): void => {
    for (const hour of series.hours.values()) bytes -= bytesOf(hour);
    series.hours.clear();
    byKey.delete(series.key);
    for (const id of series.ids) if (byId.get(id) === series) byId.delete(id);
  };
  return {
    all: (): readonly OpenSeries[] => [...byKey.values()],
    get: (key: string) => byKey.get(key),
    find: (id: string) => byId.get(id),
    open(key: string): OpenSeries {
      const series = byKey.get(key) ?? { key, ids: [], hours: new Map<number, HourValues>(), marks: [] };
      // The one last added to is the last to go.
      byKey.delete(key);
      byKey.set(key, series);
      const [oldest] = byKey.values();
      if (byKey.size > maxSeries && oldest !== undefined) forget(oldest);
      return series;
    },
    own(series: OpenSeries, id: string): void {
      byId.set(id, series);
      for (const gone of addId(series.ids, id)) byId.delete(gone);
    },
    drop(series: OpenSeries, isOld: (hour: number) => boolean): void {
      for (const [hour, values] of [...series.hours])
        if (isOld(hour) && series.hours.delete(hour)) bytes -= bytesOf(values);
      if (series.hours.size === 0 && series.marks.length === 0) forget(series);
    },
    grown: (by: number) => void (bytes += by),
    bytes: () => bytes,
    clear(): void {
      byKey.clear();
      byId.clear();
      bytes = 0;
    },
  };
}

/** The newest is the last; those that are no longer among them are returned. */
function addId(ids: string[], id: string): readonly string[] {
  if (ids.at(-1) === id) return [];
  ids.push(id);
  return ids.splice(0, ids.length - MOST_IDS).filter((gone) => !ids.includes(gone));
}

/** Events come in order; what is read from disk may not. */
function addMark(marks: Mark[], mark: Mark): void {
  marks.splice(marks.findLastIndex((other) => other.at <= mark.at) + 1, 0, mark);
  marks.splice(0, marks.length - MOST_MARKS);
}
