import type { Sample } from '../../../main/contract/stats';
import { binaryBytes, decimalBytes } from '../../lib/bytes';
import { figureWords } from '../../lib/numbers';

/** Where nothing is known. */
export const UNKNOWN = '–';

/** "0.4 %", "12 %", "187 %": of one processor. */
export function percentWords(value: number | null): string {
  if (value === null) return UNKNOWN;
  if (value < 9.95) return `${figureWords(value.toFixed(1))} %`;
  return `${Math.round(value)} %`;
}

/** Three digits are what a narrow column has room for: "22 MiB", "1.5 GiB". */
function brief(words: string): string {
  const [value = '', unit = ''] = words.split(' ');
  return `${figureWords(String(Number(Number(value).toPrecision(3))))} ${unit}`;
}

export const memoryWords = (bytes: number | null): string => (bytes === null ? UNKNOWN : brief(binaryBytes(bytes)));
export const rateWords = (perSecond: number | null): string =>
  perSecond === null ? UNKNOWN : `${brief(decimalBytes(perSecond))}/s`;
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
