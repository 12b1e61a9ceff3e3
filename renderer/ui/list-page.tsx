import { type ReactNode, useEffect } from 'react';
import { t } from '../lib/i18n';
import { announceFound } from './announcer-store';
import classes from './list-page.module.css';

interface Props {
  readonly title: string;
  /** Beside the title: how many there are, what the filter found. */
  readonly counts?: string;
  /** The engine is out of reach: what is shown is its last known state. */
  readonly stale?: boolean;
  /** The filter and the buttons of the view. */
  readonly tools: ReactNode;
  /** Notes between the toolbar and the list. */
  readonly notes?: ReactNode;
  /** The list; it fills its place (`position: absolute; inset: 0`). */
  readonly children: ReactNode;
  /** Below the list: what is done to those selected, what is under way. */
  readonly dock?: ReactNode;
  /** Of one of them, beside the list; null: none is open. */
  readonly details?: ReactNode;
  /** The details need all the room: they lie over the list. */
  readonly wide?: boolean;
}

/** A view that is a list: heading and tools above, details beside. */
export function ListPage(props: Props) {
  const { title, counts = '', stale = false, tools, notes, children, dock, details = null, wide = false } = props;
  useEffect(() => {
    if (counts !== '') announceFound(counts);
  }, [counts]);
  return (
    <div className={classes.page} data-details={details !== null || undefined} data-wide={wide || undefined}>
      <div className={classes.list}>
        <header className={classes.toolbar}>
          <div className={classes.heading}>
            <h1 tabIndex={-1}>{title}</h1>
            <span className={classes.counts}>{counts}</span>
            {stale && <span className={classes.stale}>{t('Last known state')}</span>}
          </div>
          {tools}
        </header>
        {notes}
        <div className={classes.grid}>{children}</div>
        {dock !== undefined && <div className={classes.dock}>{dock}</div>}
      </div>
      {details !== null && <div className={classes.details}>{details}</div>}
    </div>
  );
}
