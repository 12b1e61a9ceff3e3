import type { Mark } from '../../../contract/stats';
import { emptyHour, hourOf, type HourValues, setStep, stepAt, type StepValues } from './grid';

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

/** All series of one engine, bounded: when there are too many hours the oldest of all go first. */
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
  hourCount(): number;
}

export function createSeriesStore(maxHours: number): SeriesStore {
  const index = createIndex();
  const openHour = (series: OpenSeries, hour: number): HourValues => {
    const values = emptyHour();
    series.hours.set(hour, values);
    index.hourAdded();
    while (index.hourCount() > maxHours) {
      const oldest = Math.min(...index.all().flatMap(({ hours }) => [...hours.keys()]));
      for (const each of index.all()) index.drop(each, (other) => other === oldest);
    }
    return values;
  };
  return {
    get: (key) => index.get(key),
    find: (id) => index.find(id),
    own: (key, id) => index.own(index.open(key), id),
    put(key, step, values) {
      const series = index.open(key);
      const hour = hourOf(step);
      setStep(series.hours.get(hour) ?? openHour(series, hour), step, values);
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
    hourCount: () => index.hourCount(),
  };
}

/** The series by key and by container. One without hours and marks is none. */
function createIndex() {
  const byKey = new Map<string, OpenSeries>();
  const byId = new Map<string, OpenSeries>();
  let hourCount = 0;
  return {
    all: (): readonly OpenSeries[] => [...byKey.values()],
    get: (key: string) => byKey.get(key),
    find: (id: string) => byId.get(id),
    open(key: string): OpenSeries {
      const series = byKey.get(key) ?? { key, ids: [], hours: new Map<number, HourValues>(), marks: [] };
      byKey.set(key, series);
      return series;
    },
    own(series: OpenSeries, id: string): void {
      byId.set(id, series);
      for (const gone of addId(series.ids, id)) byId.delete(gone);
    },
    drop(series: OpenSeries, isOld: (hour: number) => boolean): void {
      for (const hour of [...series.hours.keys()]) if (isOld(hour) && series.hours.delete(hour)) hourCount -= 1;
      if (series.hours.size > 0 || series.marks.length > 0) return;
      byKey.delete(series.key);
      for (const id of series.ids) if (byId.get(id) === series) byId.delete(id);
    },
    hourAdded: () => void (hourCount += 1),
    hourCount: () => hourCount,
    clear(): void {
      byKey.clear();
      byId.clear();
      hourCount = 0;
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
