import { t } from '../../../lib/i18n';

/** As the engine asks of names. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const LONGEST = 300;

/** What the engine would refuse about a container's name; null: nothing. */
export function nameProblem(name: string): string | null {
  if (name === '') return t('A name is needed.');
  if (!/^[a-zA-Z0-9]/.test(name)) return t('It must start with a letter or a digit.');
  if (name.length < 2) return t('It needs at least two characters.');
  if (name.length > LONGEST) return t('It can have {most} characters at most.', { most: LONGEST });
  return NAME.test(name) ? null : t('Only letters, digits, “_”, “.” and “-” can be used.');
}
