import { type Metric, metrics, type Sample } from '../../../contract/stats';

/** The history's finest step. */
export const STEP_MS = 10_000;
export const HOUR_MS = 3_600_000;
/** What is asked for at most. */
export const KEPT_MS = 24 * HOUR_MS;

export const STEPS_IN_HOUR = HOUR_MS / STEP_MS;
const WIDTH = metrics.length;

/** Steps whose room is made at once: a container that came and went takes no whole hour. */
const STEPS_IN_PART = STEPS_IN_HOUR / 10;

/** One hour of one container, in parts: a row of values for each step, NaN where nothing was measured; null: nothing was in all of it. */
export type HourValues = (Float32Array | null)[];

export const emptyHour = (): HourValues => new Array<Float32Array | null>(STEPS_IN_HOUR / STEPS_IN_PART).fill(null);
export const PART_BYTES = STEPS_IN_PART * WIDTH * Float32Array.BYTES_PER_ELEMENT;
export const HOUR_BYTES = STEPS_IN_HOUR * WIDTH * Float32Array.BYTES_PER_ELEMENT;

export const bytesOf = (hour: HourValues): number => hour.filter((part) => part !== null).length * PART_BYTES;

/** Number of an hour or a step since the epoch, by the engine's clock. */
export const hourOf = (step: number): number => Math.floor(step / STEPS_IN_HOUR);
export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS);

/** What one step holds, in the order of `metrics`. */
export type StepValues = readonly (number | null)[];

export const valuesOf = (sample: Sample): StepValues => metrics.map((metric) => sample[metric]);

const placeOf = (step: number): readonly [part: number, start: number] => {
  const inHour = step % STEPS_IN_HOUR;
  return [Math.floor(inHour / STEPS_IN_PART), (inHour % STEPS_IN_PART) * WIDTH];
};

export function setStep(hour: HourValues, step: number, values: StepValues): void {
  const [number, start] = placeOf(step);
  const part = (hour[number] ??= new Float32Array(STEPS_IN_PART * WIDTH).fill(Number.NaN));
  for (let index = 0; index < WIDTH; index += 1) part[start + index] = values[index] ?? Number.NaN;
}

/** NaN: not measured. */
export function valueAt(hour: HourValues, step: number, metric: number): number {
  const [number, start] = placeOf(step);
  return hour[number]?.[start + metric] ?? Number.NaN;
}

export const metricIndex = (metric: Metric): number => metrics.indexOf(metric);

/** The steps a sample is of: those whose middle lies after the reading before and not after this one. */
export function stepsBetween(afterMs: number, untilMs: number): readonly number[] {
  const half = STEP_MS / 2;
  const first = Math.floor((afterMs - half) / STEP_MS) + 1;
  const last = Math.floor((untilMs - half) / STEP_MS);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
