import type { ReactNode } from 'react';
import { t } from '../lib/i18n';
import { Button } from './button';
import { EmptyState } from './empty-state';
import parts from './list-parts.module.css';
import { Skeleton } from './skeleton';

/** Why a list shows no rows. */
export interface NothingProps {
  readonly synced: boolean;
  /** There are some that the filter hides. */
  readonly filtered: boolean;
  readonly onClear: () => void;
}

interface Props extends NothingProps {
  /** What the list is of: "image". */
  readonly one: string;
  /** Where there is nothing at all. */
  readonly children: ReactNode;
}

/** In place of a list's rows: hidden by the filter, not there yet, or none. */
export function ListNothing({ one, synced, filtered, onClear, children }: Props) {
  if (filtered)
    return (
      <div className={parts.nothing}>
        <EmptyState title={t('No {one} matches the filter', { one })}>
          <Button onClick={onClear}>{t('Clear the filter')}</Button>
        </EmptyState>
      </div>
    );
  if (synced) return <div className={parts.nothing}>{children}</div>;
  return (
    <div className={`${parts.nothing ?? ''} ${parts.body ?? ''}`} aria-busy role="group" aria-label={t('Loading')}>
      {['70%', '55%', '65%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
