import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import { t } from '../../../lib/i18n';
import { COLUMN_TITLES, type Column, movedBy, movedTo, withWidth } from '../list/columns';
import { listStore } from '../containers';
import { isMeasured } from '../measures';
import { stepSelection, useUi } from '../ui-store';
import { type View, changeView } from '../use-view';
import { useStore } from 'zustand';
import { type ColumnMenuAt, ColumnMenu } from './column-menu';
import { ColumnEdge } from './column-edge';
import { SelectAll } from '../../../ui/data-grid/select-all';
import list from '../../../ui/data-grid/data-grid.module.css';
import classes from './grid-header.module.css';
import { useColumnDrag } from './use-column-drag';

interface Props {
  readonly view: View;
  /** Those in sight. */
  readonly columns: readonly Column[];
  /** Follows the hand while a column is made wider; null: done. */
  readonly onResize: (columns: readonly Column[] | null) => void;
}

/** Sorts on click; a column is moved by dragging it, by Alt and the arrows, or from its menu. */
export function GridHeader({ view, columns, onResize }: Props) {
  const [menu, setMenu] = useState<ColumnMenuAt | null>(null);
  const drag = useColumnDrag((id, place) => changeView({ columns: movedTo(view.columns, id, place) }));
  return (
    <div role="rowgroup" className={list.head}>
      <div role="row" aria-rowindex={1} className={list.headRow} {...drag.handlers}>
        <div role="columnheader" className={list.tick}>
          <SelectAllRows />
        </div>
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={view.sortBy === column.id ? (view.descending ? 'descending' : 'ascending') : 'none'}
            className={classes.cell}
            data-column={column.id}
            data-drop={drag.over === column.id || undefined}
          >
            <SortButton column={column} view={view} onMenu={setMenu} />
            <ColumnEdge
              column={column}
              onDrag={(width) => onResize(withWidth(view.columns, column.id, width))}
              onDone={(width) => {
                onResize(null);
                if (width !== null) changeView({ columns: withWidth(view.columns, column.id, width) });
              }}
            />
          </div>
        ))}
        <div role="columnheader" className={list.actions}>
          <span className="sw-hidden">{t('Actions')}</span>
        </div>
      </div>
      <ColumnMenu at={menu} view={view} onClose={() => setMenu(null)} />
    </div>
  );
}

interface SortProps {
  readonly column: Column;
  readonly view: View;
  readonly onMenu: (at: ColumnMenuAt) => void;
}

function SortButton({ column: { id }, view, onMenu }: SortProps) {
  const sorted = view.sortBy === id;
  const Arrow = view.descending ? IconArrowDown : IconArrowUp;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null;
    if (step === null || !event.altKey) return;
    event.preventDefault();
    changeView({ columns: movedBy(view.columns, id, step) });
  };
  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    onMenu({ id, x: left, y: bottom });
  };
  return (
    <button
      type="button"
      className={classes.sort}
      onClick={() => changeView({ sortBy: id, descending: sorted ? !view.descending : isMeasured(id) })}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      <span className={classes.title}>{COLUMN_TITLES[id]}</span>
      {sorted && <Arrow size={13} aria-hidden />}
    </button>
  );
}

function SelectAllRows() {
  const keys = useStore(listStore, (state) => state.ids);
  const selection = useUi((state) => state.selection);
  return <SelectAll selection={selection} onSelect={stepSelection} keys={keys} />;
}
