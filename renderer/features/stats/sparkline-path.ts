/** A value at a time, ms; null: not known. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

/** The width of a small chart in time. */
const SPAN_MS = 120_000;
/** Longer between two samples is time that was not sampled: steps of the history are 10 s apart. */
const GAP_MS = 15_000;

interface Box {
  readonly width: number;
  readonly height: number;
  /** What the top stands for; more is higher up all the same, and the highest value then is the top. */
  readonly least: number;
}

/** The line of the last two minutes, as an SVG path; the newest at the right edge. Empty: nothing to draw. */
export function sparklinePath(points: readonly Point[], { width, height, least }: Box): string {
  const end = points.at(-1)?.at;
  if (end === undefined) return '';
  const from = end - SPAN_MS;
  const seen = points.filter(({ at }) => at >= from);
  const top = seen.reduce((highest, { value }) => Math.max(highest, value ?? 0), least);
  let path = '';
  let last: Point | null = null;
  for (const point of seen) {
    if (point.value !== null) {
      const x = ((point.at - from) / SPAN_MS) * width;
      const y = height - (point.value / top) * height;
      const joined = last !== null && last.value !== null && point.at - last.at <= GAP_MS;
      path += `${joined ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    last = point;
  }
  return path;
}
