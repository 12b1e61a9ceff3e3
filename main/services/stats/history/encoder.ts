import type { Mark } from '../../../contract/stats';
import { hourOf, stepAt, type StepValues } from './grid';
import { encodeLine, FORMAT_VERSION, type Line } from './lines';

/** One thing that was recorded of one container. */
export interface Entry {
  readonly key: string;
  readonly id: string;
  readonly what:
    | { readonly type: 'step'; readonly step: number; readonly values: StepValues }
    | { readonly type: 'mark'; readonly mark: Mark };
}

/** The hour whose file an entry belongs into. */
export const hourOfEntry = ({ what }: Entry): number => hourOf(what.type === 'step' ? what.step : stepAt(what.mark.at));

interface Known {
  readonly number: number;
  id: string;
  last: string;
}

/** Digits that say more than the measuring can; whole numbers stay as they are. */
const rounded = (values: StepValues): StepValues =>
  values.map((value) => (value === null ? null : Number(value.toPrecision(7))));

/** The lines of one file, one call after another: what earlier calls said is not said again. */
export function createEncoder(hour: number): (entries: readonly Entry[]) => string {
  const known = new Map<string, Known>();
  let begun = false;

  return (entries) => {
    const lines: Line[] = [];
    if (!begun) lines.push({ type: 'header', version: FORMAT_VERSION, hour });
    begun = true;
    const steps = new Map<number, [number, StepValues | null][]>();
    for (const { key, id, what } of entries) {
      const series = known.get(key) ?? { number: known.size, id: '', last: '' };
      known.set(key, series);
      if (series.id !== id) lines.push({ type: 'series', number: series.number, key, id });
      series.id = id;
      if (what.type === 'mark') {
        lines.push({ type: 'mark', number: series.number, mark: what.mark });
        continue;
      }
      const values = rounded(what.values);
      const text = JSON.stringify(values);
      const step = steps.get(what.step) ?? [];
      step.push([series.number, text === series.last ? null : values]);
      steps.set(what.step, step);
      series.last = text;
    }
    for (const [step, values] of steps) lines.push({ type: 'step', step, values });
    return lines.map(encodeLine).join('');
  };
}
