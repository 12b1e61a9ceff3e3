import type { ReactNode } from 'react';
import type { StopFacts } from '../../../main/contract/stops';
import { errorLine } from '../../lib/errors';
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
    if (freshness === 'gone') return <EmptyState title="This container no longer exists" />;
    return (
      <div className={classes.sections} aria-busy aria-label="Loading" role="group">
        {['60%', '80%', '45%', '70%'].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    );
  }
  return (
    <div className={classes.sections}>
      {freshness === 'stale' && (
        <Notice tone="warn" title="Not up to date">
          {error === null ? 'The engine is out of reach.' : errorLine(error)} What is shown is the last that was known.
        </Notice>
      )}
      {show(facts)}
    </div>
  );
}
