import type { Sample } from '../../../main/contract/stats';
import { briefBinaryBytes, briefDecimalBytes } from '../../lib/bytes';
import { figureWords } from '../../lib/numbers';

/** Where nothing is known. */
export const UNKNOWN = '–';

/** "0.4 %", "12 %", "187 %": of one processor. */
export function percentWords(value: number | null): string {
  if (value === null) return UNKNOWN;
  if (value < 9.95) return `${figureWords(value.toFixed(1))} %`;
  return `${Math.round(value)} %`;
}

export const memoryWords = (bytes: number | null): string => (bytes === null ? UNKNOWN : briefBinaryBytes(bytes));
export const rateWords = (perSecond: number | null): string =>
  perSecond === null ? UNKNOWN : `${briefDecimalBytes(perSecond)}/s`;
export const countWords = (value: number | null): string => (value === null ? UNKNOWN : String(Math.round(value)));

type Value = Exclude<keyof Sample, 'at'>;

/** Null: not one of them is known. */
export function sumOf(all: readonly (Pick<Sample, Value> | undefined)[], value: Value): number | null {
  const known = all.flatMap((sample) => sample?.[value] ?? []);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}

/** Both ways together; null: neither is known. */
export const bothWays = (one: number | null, other: number | null): number | null =>
  one === null && other === null ? null : (one ?? 0) + (other ?? 0);
