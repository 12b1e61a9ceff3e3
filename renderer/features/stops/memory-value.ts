import { t } from '../../lib/i18n';

export const MIB = 1024 * 1024;
/** More than any machine has; beyond it numbers lose their last digits. */
const MOST = 2 ** 30;

/** What is wrong with a new limit, in MiB; null: nothing. */
export function memoryProblem(text: string, from: number): string | null {
  if (!/^\d{1,10}$/.test(text)) return t('A whole number of MiB, such as 512.');
  const value = Number(text);
  if (value * MIB <= from) return t('More than it has now.');
  return value > MOST ? t('That is more than any machine has.') : null;
}
