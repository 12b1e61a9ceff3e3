import type { ReactNode } from 'react';
import type { StopFacts } from '../../../main/contract/stops';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { useStop } from './stop-store';
import classes from './stops.module.css';

interface Props {
  readonly id: string;
  readonly show: (facts: StopFacts) => ReactNode;
}

/** A tab's content as soon as there is something to tell; the last known stays, and is marked. */
export function WithFacts({ id, show }: Props) {
  const { facts, freshness, error } = useStop(id);
  if (facts === null) {
    if (error !== null) return <ErrorNotice error={error} />;
    if (freshness === 'gone') return <EmptyState title={t('This container no longer exists')} />;
    return (
      <div className={classes.sections} aria-busy aria-label={t('Loading')} role="group">
        {['60%', '80%', '45%', '70%'].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    );
  }
  return (
    <div className={classes.sections}>
      {freshness === 'stale' && (
        <Notice tone="warn" title={t('Not up to date')}>
          {error === null
            ? t('The engine is out of reach. What is shown is the last that was known.')
            : t('{error} What is shown is the last that was known.', { error: errorLine(error) })}
        </Notice>
      )}
      {show(facts)}
    </div>
  );
}
