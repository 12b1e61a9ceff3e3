import { type Metric, metrics, type Sample } from '../../../contract/stats';

/** The history's finest step. */
export const STEP_MS = 10_000;
export const HOUR_MS = 3_600_000;
/** What is asked for at most. */
export const KEPT_MS = 24 * HOUR_MS;

export const STEPS_IN_HOUR = HOUR_MS / STEP_MS;
const WIDTH = metrics.length;

/** One hour of one container: a row of values for each step, NaN where nothing was measured. */
export type HourValues = Float32Array;

export const emptyHour = (): HourValues => new Float32Array(STEPS_IN_HOUR * WIDTH).fill(Number.NaN);
export const HOUR_BYTES = STEPS_IN_HOUR * WIDTH * Float32Array.BYTES_PER_ELEMENT;

/** Number of an hour or a step since the epoch, by the engine's clock. */
export const hourOf = (step: number): number => Math.floor(step / STEPS_IN_HOUR);
export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS);

/** What one step holds, in the order of `metrics`. */
export type StepValues = readonly (number | null)[];

export const valuesOf = (sample: Sample): StepValues => metrics.map((metric) => sample[metric]);

export function setStep(hour: HourValues, step: number, values: StepValues): void {
  const start = (step % STEPS_IN_HOUR) * WIDTH;
  for (let index = 0; index < WIDTH; index += 1) hour[start + index] = values[index] ?? Number.NaN;
}

/** NaN: not measured. */
export const valueAt = (hour: HourValues, step: number, metric: number): number =>
  hour[(step % STEPS_IN_HOUR) * WIDTH + metric] ?? Number.NaN;

export const metricIndex = (metric: Metric): number => metrics.indexOf(metric);

/** The steps a sample is of: those whose middle lies after the reading before and not after this one. */
export function stepsBetween(afterMs: number, untilMs: number): readonly number[] {
  const half = STEP_MS / 2;
  const first = Math.floor((afterMs - half) / STEP_MS) + 1;
  const last = Math.floor((untilMs - half) / STEP_MS);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
