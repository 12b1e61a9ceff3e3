import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { t } from '../../lib/i18n';
import type { GridColumn, GridSort } from './columns';
import classes from './data-grid.module.css';
import { SelectAll, type SelectAllProps } from './select-all';

interface Props<R> {
  readonly columns: readonly GridColumn<R>[];
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
  /** null: rows cannot be selected. */
  readonly select: SelectAllProps | null;
  readonly hasActions: boolean;
}

export function GridHead<R>({ columns, sort, onSort, select, hasActions }: Props<R>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {select !== null && (
          <div role="columnheader" className={classes.tick}>
            <SelectAll {...select} />
          </div>
        )}
        {columns.map((column) => (
          <Heading key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
        {hasActions && (
          <div role="columnheader" className={classes.actions}>
            <span className="sw-hidden">{t('Actions')}</span>
          </div>
        )}
      </div>
    </div>
  );
}

interface HeadingProps<R> {
  readonly column: GridColumn<R>;
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
}

function Heading<R>({ column: { id, title, align, sortValue }, sort, onSort }: HeadingProps<R>) {
  if (sortValue === undefined)
    return (
      <div role="columnheader" className={classes.title} data-align={align}>
        {title}
      </div>
    );
  const isSorted = sort.by === id;
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <div role="columnheader" aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className={classes.sort}
        data-align={align}
        onClick={() => onSort({ by: id, descending: isSorted ? !sort.descending : align === 'end' })}
      >
        <span>{title}</span>
        {isSorted && <Arrow size={13} aria-hidden />}
      </button>
    </div>
  );
}
