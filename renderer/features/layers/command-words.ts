import { t } from '../../lib/i18n';

const LIMIT = 300;

/** A history line as one would have it in a Dockerfile. */
export function commandWords(command: string): string {
  const own = command
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^\/bin\/sh -c /, 'RUN ')
    .replace(/\s+# buildkit$/, '')
    .replace(/^RUN \/bin\/sh -c /, 'RUN ')
    .trim();
  return own === '' ? t('(its history does not say)') : own.slice(0, LIMIT);
}
