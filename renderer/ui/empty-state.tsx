import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface Props {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  /** `h1` where it is all of a view. */
  readonly heading?: 'h1' | 'h2';
  /** What to do about it. */
  readonly children?: ReactNode;
}

export function EmptyState({ icon, title, heading: Heading = 'h2', children }: Props) {
  return (
    <div className={classes.root}>
      {icon !== undefined && (
        <span className={classes.icon} aria-hidden>
          {icon}
        </span>
      )}
      <Heading tabIndex={Heading === 'h1' ? -1 : undefined}>{title}</Heading>
      {children !== undefined && <div className={classes.text}>{children}</div>}
    </div>
  );
}
