import { type History, type HistoryRange, type Metric, metrics, type Summary } from '../../../contract/stats';
import { HOUR_MS, hourOf, metricIndex, STEP_MS, stepAt, valueAt } from './grid';
import type { Series } from './series';

/** How long a range is, and its step: a chart of some 360 points at most. */
const RANGES: Readonly<Record<HistoryRange, { readonly spanMs: number; readonly stepMs: number }>> = {
  '15m': { spanMs: HOUR_MS / 4, stepMs: STEP_MS },
  '1h': { spanMs: HOUR_MS, stepMs: STEP_MS },
  '6h': { spanMs: 6 * HOUR_MS, stepMs: 6 * STEP_MS },
  '24h': { spanMs: 24 * HOUR_MS, stepMs: 24 * STEP_MS },
};

interface Window {
  /** First of the fine steps, a multiple of `width`. */
  readonly first: number;
  /** Fine steps in one wide one. */
  readonly width: number;
  readonly count: number;
}

/** Wide steps stand at the same times whenever one looks: only the last one changes. */
function windowOf(range: HistoryRange, now: number): Window {
  const { spanMs, stepMs } = RANGES[range];
  const width = stepMs / STEP_MS;
  const count = spanMs / stepMs;
  const lastWide = Math.floor(stepAt(now) / width);
  return { first: (lastWide - count + 1) * width, width, count };
}

/** @param now ms since the epoch, engine clock. */
export function downsample(series: Series | undefined, range: HistoryRange, now: number): Omit<History, 'recording'> {
  const window = windowOf(range, now);
  const from = window.first * STEP_MS;
  const columns = metrics.map((metric) => [metric, column(series, metric, window)] as const);
  return {
    from,
    stepMs: window.width * STEP_MS,
    series: byMetric(columns, ({ avg, max }) => ({ avg, max })),
    summary: byMetric(columns, ({ summary }) => summary),
    marks: series?.marks.filter(({ at }) => at >= from) ?? [],
  };
}

function byMetric<C, T>(columns: readonly (readonly [Metric, C])[], pick: (column: C) => T): Record<Metric, T> {
  const entries = columns.map(([metric, column]) => [metric, pick(column)] as const);
  // Every metric is in `columns`.
  return Object.fromEntries(entries) as Record<Metric, T>;
}

interface Column {
  readonly avg: (number | null)[];
  readonly max: (number | null)[];
  readonly summary: Summary | null;
}

function column(series: Series | undefined, metric: Metric, { first, width, count }: Window): Column {
  const index = metricIndex(metric);
  const avg: (number | null)[] = [];
  const max: (number | null)[] = [];
  const whole = createTally();
  for (let wide = 0; wide < count; wide += 1) {
    const tally = createTally();
    for (let fine = 0; fine < width; fine += 1) {
      const step = first + wide * width + fine;
      const hour = series?.hours.get(hourOf(step));
      const value = hour === undefined ? Number.NaN : valueAt(hour, step, index);
      if (Number.isNaN(value)) continue;
      tally.add(value);
      whole.add(value);
    }
    const result = tally.result();
    avg.push(result?.avg ?? null);
    max.push(result?.max ?? null);
  }
  return { avg, max, summary: whole.result() };
}

function createTally() {
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  let last = 0;
  return {
    add: (value: number): void => {
      count += 1;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      last = value;
    },
    result: (): Summary | null => (count === 0 ? null : { last, min, max, avg: sum / count }),
  };
}
