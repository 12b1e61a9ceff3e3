import type { Tail } from '../../../main/contract/stops';
import { t } from '../../lib/i18n';

/** What stands over the last lines. */
export function tailTitle({ kind, lines }: Tail): string {
  const count = t('{count, plural, one {Last line} other {Last # lines}}', { count: lines.length });
  switch (kind) {
    case 'stderr':
      return t('{count} of stderr', { count });
    case 'stdout':
      return t('{count} of stdout', { count });
    case 'tty':
      return t('{count} of its terminal', { count });
    case 'empty':
    case 'unreadable':
      return t('Last lines');
  }
}

/** What is to be known of them; '' where nothing is. */
export function tailNote({ kind, cut }: Tail): string {
  switch (kind) {
    case 'stderr':
      return cut ? t('There is more in the logs.') : '';
    case 'stdout':
      return cut
        ? t('It wrote nothing to stderr lately. There is more in the logs.')
        : t('It wrote nothing to stderr.');
    case 'tty':
      return t('With a terminal, stdout and stderr are one.');
    case 'empty':
      return t('It printed nothing.');
    case 'unreadable':
      return t('Its logs cannot be read: its logging driver keeps them elsewhere, or nowhere.');
  }
}
