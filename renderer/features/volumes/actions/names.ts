import type { VolumeRow } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';

/** As the engine has it, told before it is asked; null: it can be one. */
export function nameProblem(name: string, rows: ReadonlyMap<string, VolumeRow>): string | null {
  if (name === '') return null;
  if (rows.has(name)) return t('There is a volume of this name already.');
  if (name.length < 2) return t('A name has at least two characters.');
  if (name.length > 255) return t('A name has at most 255 characters.');
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return null;
  return t('Letters, digits, "_", "." and "-" only; the first is a letter or a digit.');
}

/** A name that is free. */
export function freeName(wished: string, rows: ReadonlyMap<string, VolumeRow>): string {
  if (!rows.has(wished)) return wished;
  for (let count = 2; ; count += 1) if (!rows.has(`${wished}-${String(count)}`)) return `${wished}-${String(count)}`;
}
