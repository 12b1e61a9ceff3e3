import type { CSSProperties } from 'react';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import classes from './lines.module.css';
import type { LineLook } from './log-line';

export type Gutters = CSSProperties & Readonly<Record<`--${string}`, string>>;

interface Props {
  readonly look: LineLook;
  /** px. */
  readonly height: number;
  readonly style: Gutters;
}

/** Over the lines, where JSON lines are shown in columns. */
export function ColumnTitles({ look: { columns, timestamps, merged, streams }, height, style }: Props) {
  if (columns.length === 0) return null;
  return (
    <div role="row" className={classes.titles} style={{ ...style, height }}>
      {timestamps !== 'off' && (
        <span role="columnheader" className={classes.time} data-kind={timestamps}>
          {t('Time')}
        </span>
      )}
      {merged && (
        <span role="columnheader" className={classes.name}>
          {t('Container')}
        </span>
      )}
      {streams && <span role="columnheader" className={classes.stream} aria-label={t('Stream')} />}
      {columns.map((path) => (
        <span key={path} role="columnheader" className={classes.field}>
          {withoutControls(path)}
        </span>
      ))}
    </div>
  );
}
