import { memo, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { ContainerRow } from '../../../../main/contract/containers';
import type { ContainerColumnId } from '../../../../main/contract/settings';
import { dateTime } from '../../../lib/time';
import { EngineText } from '../../../ui/engine-text';
import { isColumn } from '../list/columns';
import { isMeasured } from '../measures';
import { portViews } from '../../../lib/ports';
import list from '../../../ui/data-grid/data-grid.module.css';
import classes from './grid.module.css';
import { MeasuredCell } from './measured-cell';
import { PortLinks } from '../../../ui/port-links';
import { StateIcon } from './state-icon';

/** What a column of the usual width holds. */
const MOST_PORTS = 2;

export interface CellProps {
  readonly row: ContainerRow;
  readonly stateText: string;
  readonly createdText: string;
  /** The route of its details. */
  readonly href: string;
  /** 0 in the active row only: Tab goes through one row, not through thousands. */
  readonly tabIndex: number;
}

function content(column: ContainerColumnId, { row, stateText, createdText, href, tabIndex }: CellProps): ReactNode {
  if (isMeasured(column)) return <MeasuredCell row={row} column={column} />;
  switch (column) {
    case 'name':
      return (
        <Link href={href} tabIndex={tabIndex} className={classes.name}>
          <EngineText value={row.name} />
        </Link>
      );
    case 'state':
      return (
        <>
          <StateIcon row={row} />
          <span className={classes.text} title={stateText}>
            {stateText}
          </span>
        </>
      );
    case 'image':
      return <EngineText value={row.image} />;
    case 'ports':
      return <PortLinks ports={portViews(row.ports)} most={MOST_PORTS} tabIndex={tabIndex} />;
    case 'project':
      return row.project !== null && <EngineText value={row.project} />;
    case 'created':
      return (
        <span className={classes.text} title={dateTime(row.created)}>
          {createdText}
        </span>
      );
  }
}

interface Props extends CellProps {
  /** Ids with spaces between. */
  readonly columns: string;
}

export const Cells = memo(function Cells({ columns, ...cell }: Props) {
  return columns
    .split(' ')
    .filter(isColumn)
    .map((column) => (
      <div key={column} role="gridcell" className={`${list.cell} ${classes.cell}`} data-column={column}>
        {content(column, cell)}
      </div>
    ));
});
