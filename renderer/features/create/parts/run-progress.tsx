import type { RunProgress } from '../../../../main/contract/create';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import classes from '../create.module.css';

const REMAINS = {
  none: t('Nothing was made.'),
  removed: t('The container that did not start was removed again; its name and its ports are free.'),
  kept: t('The container is there, but does not run.'),
  left: t('The container is there, but does not run: the engine did not remove it again.'),
} as const;

interface Props {
  readonly progress: RunProgress;
  readonly onCancel: () => void;
}

/** What is under way. */
export function Progress({ progress, onCancel }: Props) {
  switch (progress.type) {
    case 'pulling':
      return (
        <div className={classes.progress}>
          <span role="status">{t('Pulling the image…')}</span>
          <progress
            aria-label={t('Pulled')}
            {...(progress.total > 0 && { value: progress.bytes, max: Math.max(progress.total, progress.bytes) })}
          />
          <span className={classes.progressWords}>
            {progress.total > 0 ? (
              t('{bytes} of {total}', { bytes: decimalBytes(progress.bytes), total: decimalBytes(progress.total) })
            ) : (
              <EngineText value={progress.status} />
            )}
          </span>
          <Button onClick={onCancel}>{t('Stop')}</Button>
        </div>
      );
    case 'creating':
      return <span role="status">{t('Creating…')}</span>;
    case 'starting':
      return <span role="status">{t('Starting…')}</span>;
    case 'done':
    case 'failed':
      return null;
  }
}

/** Why the last try made no running container, and what is left of it. */
export const Failed = ({ progress }: { readonly progress: Extract<RunProgress, { type: 'failed' }> }) => (
  <Notice
    tone="bad"
    role="alert"
    title={progress.remains === 'none' ? t('It was not created.') : t('It did not start.')}
  >
    <EngineText value={progress.message} wrap />
    <div>{REMAINS[progress.remains]}</div>
  </Notice>
);
