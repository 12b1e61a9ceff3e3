import type { LogLevel } from '../../../contract/logs';
import type { Lenses } from './lenses';
import type { Order } from './order';

type Counts = Record<LogLevel, number>;

export interface Histogram {
  readonly complete: boolean;
  readonly fromMicros: number;
  readonly bucketMicros: number;
  readonly buckets: Counts[];
  readonly levels: Counts;
}

const MILLION = 1_000_000;

const noCounts = (): Counts => ({ trace: 0, debug: 0, info: 0, warn: 0, error: 0, fatal: 0, none: 0 });

interface Span {
  readonly floor: number;
  readonly count: number;
  /** Of the last line; null: there is none. */
  readonly lastMicros: number | null;
}

/** Lines by time and level, of those that were looked at by now. */
export function histogramOf(order: Order, lenses: Lenses, { floor, count, lastMicros }: Span): Histogram {
  const { levels: known } = lenses;
  known.begin();
  const fromMicros = known.fromMicros();
  const seconds = Math.max(0.001, ((lastMicros ?? fromMicros) - fromMicros) / MILLION);
  const width = seconds / count;
  const buckets = Array.from({ length: count }, noCounts);
  const levels = noCounts();
  let complete = true;
  order.walk(floor, (_row, source, line) => {
    const found = known.at(source, line);
    const passes = lenses.passes(source, line);
    complete = found !== null && passes !== null;
    if (found === null || passes !== true) return complete;
    const bucket = buckets[Math.max(0, Math.min(count - 1, Math.floor(found.seconds / width)))];
    if (bucket !== undefined) bucket[found.level] += 1;
    levels[found.level] += 1;
    return true;
  });
  return { complete, fromMicros, bucketMicros: width * MILLION, buckets, levels };
}
