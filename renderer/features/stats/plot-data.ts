import type { History, Metric, Sample, Summary } from '../../../main/contract/stats';

/** What is drawn: a value for each time, null where nothing was measured. */
export interface PlotData {
  /** Seconds since the epoch by the engine's clock, rising. */
  readonly times: readonly number[];
  readonly values: Readonly<Record<Metric, readonly (number | null)[]>>;
  /** The highest within each step; null: a step is one reading. */
  readonly highest: Readonly<Record<Metric, readonly (number | null)[]>> | null;
  /** The window, seconds. */
  readonly from: number;
  readonly to: number;
  readonly summary: Readonly<Record<Metric, Summary | null>>;
}

const FINEST_STEP_MS = 10_000;
/** As wide as what main keeps in the pace of a chart. */
const LIVE_SPAN_MS = 150_000;
/** Longer between two live samples is time that was not sampled: a slow engine's round, or a step of the history. */
const LIVE_GAP_MS = 15_000;

/** The same for each metric. */
const forEach = <T>(make: (metric: Metric) => T): Record<Metric, T> => ({
  ...{ cpu: make('cpu'), memory: make('memory'), cache: make('cache'), netRx: make('netRx'), netTx: make('netTx') },
  ...{ blockRead: make('blockRead'), blockWrite: make('blockWrite'), pids: make('pids'), throttled: make('throttled') },
});

/** A step is drawn at its middle. */
export function plotOfHistory({ from, stepMs, series, summary }: History): PlotData {
  const count = series.cpu.avg.length;
  return {
    times: Array.from({ length: count }, (_, step) => (from + (step + 0.5) * stepMs) / 1000),
    values: forEach((metric) => series[metric].avg),
    highest: stepMs > FINEST_STEP_MS ? forEach((metric) => series[metric].max) : null,
    from: from / 1000,
    to: (from + count * stepMs) / 1000,
    summary,
  };
}

/** @param until ms: the window ends there, or with the last sample if that is later: what ended it is to be seen too. */
export function plotOfLive(samples: readonly Sample[], until = 0): PlotData {
  const end = Math.max(samples.at(-1)?.at ?? 0, until);
  const seen = samples.filter(({ at }) => at >= end - LIVE_SPAN_MS);
  const spaced = seen.flatMap((sample, index): readonly (Sample | { readonly at: number })[] => {
    const before = seen[index - 1];
    const isGap = before !== undefined && sample.at - before.at > LIVE_GAP_MS;
    return isGap ? [{ at: before.at + 1 }, sample] : [sample];
  });
  return {
    times: spaced.map(({ at }) => at / 1000),
    values: forEach((metric) => spaced.map((sample) => (metric in sample ? (sample as Sample)[metric] : null))),
    highest: null,
    from: (end - LIVE_SPAN_MS) / 1000,
    to: end / 1000,
    summary: forEach((metric) => summaryOf(seen.map((sample) => sample[metric]))),
  };
}

function summaryOf(values: readonly (number | null)[]): Summary | null {
  const known = values.filter((value) => value !== null);
  const last = known.at(-1);
  if (last === undefined) return null;
  const sum = known.reduce((total, value) => total + value, 0);
  return { last, min: Math.min(...known), max: Math.max(...known), avg: sum / known.length };
}

/** Time in which its CPU limit held a container back. */
export interface ThrottledSpan {
  /** Seconds. */
  readonly from: number;
  readonly to: number;
  /** The largest share of periods, 0 to 1. */
  readonly share: number;
}

/** Less is no more than the scheduler's own unevenness. */
const LEAST_SHARE = 0.05;

/** Steps beside each other are one span. */
export function throttledSpans({ times, values, highest }: PlotData): readonly ThrottledSpan[] {
  const shares = (highest ?? values).throttled;
  const spans: { from: number; to: number; share: number }[] = [];
  let open: { from: number; to: number; share: number } | null = null;
  for (const [index, time] of times.entries()) {
    const share = shares[index] ?? 0;
    if (share < LEAST_SHARE) {
      open = null;
      continue;
    }
    if (open === null) spans.push((open = { from: times[index - 1] ?? time, to: time, share }));
    open.to = time;
    open.share = Math.max(open.share, share);
  }
  return spans;
}
