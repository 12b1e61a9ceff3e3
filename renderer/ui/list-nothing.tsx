import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../lib/i18n';
import { Button } from './button';
import { EmptyState } from './empty-state';
import { EngineText } from './engine-text';
import parts from './list-parts.module.css';
import { Skeleton } from './skeleton';

/** Why a list shows no rows. */
export interface NothingProps {
  readonly synced: boolean;
  /** There are some that the filter hides. */
  readonly filtered: boolean;
  readonly onClear: () => void;
  /** Why nobody can say what there is, possibly ''; null or left out: it comes. Hostile. */
  readonly away?: string | null;
}

interface Props extends NothingProps {
  /** What the list is of: "image". */
  readonly one: string;
  /** Where there is nothing at all. */
  readonly children: ReactNode;
}

/** In place of a list's rows: hidden by the filter, not there yet, out of reach, or none. */
export function ListNothing({ one, synced, filtered, onClear, away = null, children }: Props) {
  if (filtered)
    return (
      <div className={parts.nothing}>
        <EmptyState title={t('No {one} matches the filter', { one })}>
          <Button onClick={onClear}>{t('Clear the filter')}</Button>
        </EmptyState>
      </div>
    );
  if (synced) return <div className={parts.nothing}>{children}</div>;
  if (away !== null)
    return (
      <div className={parts.nothing}>
        <EmptyState icon={<IconPlugConnectedX size={28} />} title={t('No engine is connected')}>
          {away !== '' && <EngineText value={away} wrap />}
        </EmptyState>
      </div>
    );
  return (
    <div className={`${parts.nothing ?? ''} ${parts.body ?? ''}`} aria-busy role="group" aria-label={t('Loading')}>
      {['70%', '55%', '65%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
