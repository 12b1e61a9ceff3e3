import { memo, type ReactNode } from 'react';
import { t } from '../../lib/i18n';
import type { SelectionStep } from '../../lib/selection';
import type { GridColumn } from './columns';
import classes from './data-grid.module.css';

interface Props<R> {
  readonly row: R;
  readonly id: string;
  readonly index: number;
  /** Distance from the top of the list, px. */
  readonly top: number;
  readonly name: string;
  readonly state: string;
  readonly columns: readonly GridColumn<R>[];
  readonly tabIndex: 0 | -1;
  /** null: rows cannot be selected. */
  readonly selected: boolean | null;
  readonly onSelect: ((step: SelectionStep) => void) | undefined;
  /** Keys of all rows. */
  readonly order: () => readonly string[];
  readonly open: boolean;
  /** It stands under a group's line. */
  readonly grouped: boolean;
  readonly actions: ((row: R, tabIndex: 0 | -1) => ReactNode) | undefined;
}

function Row<R>({ row, id, name, state, tabIndex, selected, onSelect, order, ...rest }: Props<R>) {
  return (
    <div
      role="row"
      aria-rowindex={rest.index + 2}
      aria-selected={selected ?? undefined}
      aria-label={state === '' ? name : `${name}, ${state}`}
      tabIndex={tabIndex}
      className={classes.row}
      style={{ top: rest.top }}
      data-line={id}
      data-open={rest.open || undefined}
      data-grouped={rest.grouped || undefined}
    >
      {selected !== null && (
        <div role="gridcell" className={classes.tick} data-tick>
          <input
            type="checkbox"
            aria-label={t('Select {name}', { name })}
            checked={selected}
            tabIndex={tabIndex}
            onChange={({ nativeEvent }) => {
              const range = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;
              onSelect?.(range ? { type: 'range', id, order: order() } : { type: 'toggle', id });
            }}
          />
        </div>
      )}
      {rest.columns.map((column) => (
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
          {column.cell(row, tabIndex)}
        </div>
      ))}
      {rest.actions !== undefined && (
        <div role="gridcell" className={classes.actions}>
          {rest.actions(row, tabIndex)}
        </div>
      )}
    </div>
  );
}

/** While a list is scrolled only the rows that come into sight are rendered. */
export const GridRow = memo(Row) as typeof Row;
