import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import classes from './layers.module.css';
import type { OpenImage } from './use-open-image';

/** What is shown of an image until it is read. */
export function ReadingState({ open: { opened, cancel, again } }: { readonly open: OpenImage }) {
  if (opened.state === 'ready') return null;
  if (opened.state === 'failed') return <ErrorNotice error={opened.error} onRetry={again} />;
  if (opened.state === 'cancelled')
    return (
      <EmptyState title={t('The image was not read')}>
        <Button onClick={again}>{t('Read it')}</Button>
      </EmptyState>
    );
  const { bytes = 0, expected = null, entries = 0 } = opened.progress ?? {};
  const about =
    expected === null || expected === 0 ? '' : t(' of about {expected}', { expected: decimalBytes(expected) });
  const words =
    bytes === 0
      ? t('The engine packs it…')
      : t('{bytes}{about}, {entries, number} entries', { bytes: decimalBytes(bytes), about, entries });
  return (
    <EmptyState title={t('Reading the image…')}>
      <progress
        className={classes.progress}
        aria-label={t('Reading the image')}
        {...(expected !== null && bytes > 0 && { value: Math.min(bytes, expected), max: Math.max(1, expected) })}
      />
      <p role="status">{words}</p>
      <Button onClick={cancel}>{t('Cancel')}</Button>
    </EmptyState>
  );
}
