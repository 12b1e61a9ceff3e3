import type { LogMark, LogSource } from '../../../../main/contract/logs';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';

const ID_LENGTH = 12;

/** What is to be said between two lines. */
export function markWords(mark: LogMark, source: LogSource | undefined): string {
  if (mark.type === 'begin') {
    const id = withoutControls(source?.id.slice(0, ID_LENGTH) ?? '');
    return t('{name} was made anew: {id} goes on here', {
      name: withoutControls(source?.name ?? t('The container')),
      id,
    });
  }
  const counted =
    mark.count === null ? t('Lines') : t('{count, plural, one {# line} other {# lines}}', { count: mark.count });
  return mark.atLeast
    ? t('At least {counted} skipped: {reason}', { counted, reason: WHY[mark.by] })
    : t('{counted} skipped: {reason}', { counted, reason: WHY[mark.by] });
}

const WHY = {
  engine: t('the engine had thrown them away before they were read (log rotation)'),
  stream: t('the engine left them out while it rotated the log; an export of everything has what it still keeps'),
  slipway: t('Slipway dropped its oldest, as its store was full'),
} as const;
