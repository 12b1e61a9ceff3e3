import { type CSSProperties, type ReactNode, useMemo, useRef, useState } from 'react';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import type { Selection, SelectionStep } from '../../lib/selection';
import { type Point, PointMenu } from '../point-menu';
import { useHeldFocus } from '../use-held-focus';
import { useReturnedFocus } from '../use-returned-focus';
import { useRowWindow } from '../use-row-window';
import { useWidth } from '../use-width';
import type { GridColumn, GridSort } from './columns';
import classes from './data-grid.module.css';
import { GridGroup } from './grid-group';
import { GridHead } from './grid-head';
import { GridRow } from './grid-row';
import type { GridGroups, GridLine } from './lines';
import { useGridInput } from './use-grid-input';
import { useFitting, useGridLines } from './use-grid-lines';

export interface DataGridProps<R> {
  readonly label: string;
  readonly columns: readonly GridColumn<R>[];
  /** In the order they are shown. */
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  /** What a row is called: its accessible name starts with it. */
  readonly nameOf: (row: R) => string;
  /** What its accessible name goes on with. */
  readonly stateOf?: (row: R) => string;
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
  /** Left out: rows cannot be selected. */
  readonly selection?: Selection;
  readonly onSelect?: (step: SelectionStep) => void;
  /** Enter, and a double click. */
  readonly onOpen?: (row: R) => void;
  /** The Delete key: the selected rows where the active one is among them, else that one. */
  readonly onDelete?: (rows: readonly R[]) => void;
  /** Items of the menu that opens on a right click, Shift+F10 or the menu key. */
  readonly menu?: (rows: readonly R[]) => ReactNode;
  /** Buttons at the end of a row. */
  readonly actions?: (row: R, tabIndex: 0 | -1) => ReactNode;
  /** px, with `actions`. */
  readonly actionsWidth?: number;
  /** Whose details are shown. */
  readonly openKey?: string | null;
  readonly stale?: boolean;
  /** Left out: rows stand by themselves. */
  readonly groups?: GridGroups<R>;
}

const ROW = 32;
const HEAD = 30;
const TICK = '34px';
const ACTIONS = 90;

interface MenuAt extends Point {
  readonly keys: readonly string[];
}

/** A list as a table: virtualized, one stop for Tab, arrows within, sorted by its headings. */
export function DataGrid<R>(props: DataGridProps<R>) {
  const { label, rows, keyOf, selection, onSelect, menu, actions, openKey = null, stale = false, groups } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [menuAt, setMenuAt] = useState<MenuAt | null>(null);
  useReturnedFocus(menuAt !== null);
  const columns = useFitting(props.columns, useWidth(scroller));
  const { lines, keys, keyAt, activeIndex, setActive, order } = useGridLines({ rows, keyOf, groups });
  const window = useRowWindow({
    ...{ scroller, count: lines.length, keyOf: keyAt, pinned: activeIndex, rowHeight: ROW, headerHeight: HEAD },
  });
  const activeKey = activeIndex < 0 ? null : keyAt(activeIndex);
  const focus = useHeldFocus(scroller, (grid) => lineOf(grid, activeKey));
  const targets = (line: GridLine<unknown>): readonly string[] => targetsOf(line, selection, keys);
  const rowsOf = (some: readonly string[]): readonly R[] => {
    const wanted = new Set(some);
    return rows.filter((row) => wanted.has(keyOf(row)));
  };
  const input = useGridInput({
    lines: () => lines,
    keys: () => keys,
    onFold: groups?.onFold ?? null,
    page: () => Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD) / ROW) - 1,
    selection,
    onSelect,
    onMove: (index, key) => {
      setActive(index, key);
      window.scrollToIndex(index);
    },
    onActive: setActive,
    onOpen: (index) => open(props, lines[index]),
    onMenu: (line, at) => menu !== undefined && setMenuAt({ ...at, keys: targets(line) }),
    onDelete: (line) => props.onDelete?.(rowsOf(targets(line))),
  });
  const tracks = [
    ...(selection === undefined ? [] : [TICK]),
    ...columns.map((column) => column.width),
    ...(actions === undefined ? [] : [`${String(props.actionsWidth ?? ACTIONS)}px`]),
  ];
  const selectable = useMemo(
    () => (selection !== undefined && onSelect !== undefined ? { selection, onSelect } : null),
    [selection, onSelect],
  );
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-colcount={tracks.length}
      aria-multiselectable={selection !== undefined || undefined}
      className={classes.grid}
      data-stale={stale || undefined}
      style={{ '--columns': tracks.join(' ') } as CSSProperties}
      {...input}
      {...focus}
    >
      <GridHead
        columns={columns}
        sort={props.sort}
        onSort={props.onSort}
        select={selectable === null ? null : { ...selectable, keys }}
        hasActions={actions !== undefined}
      />
      <div role="rowgroup" className={classes.body} style={{ height: window.getTotalSize() }}>
        {window.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const place = { index, top: start - HEAD, tabIndex: index === activeIndex ? 0 : -1 } as const;
          if (line.kind === 'group')
            return (
              groups !== undefined && (
                <GridGroup key={key} {...place} {...{ line, groups, selectable }} columnCount={tracks.length} />
              )
            );
          const { row } = line;
          return (
            <GridRow
              key={key}
              {...place}
              {...{ row, columns, order, actions }}
              selected={selectable?.selection.ids.has(line.key) ?? null}
              onSelect={onSelect}
              id={line.key}
              name={withoutControls(props.nameOf(row))}
              state={props.stateOf?.(row) ?? ''}
              open={line.key === openKey}
              grouped={line.grouped}
            />
          );
        })}
      </div>
      {menuAt !== null && menu !== undefined && (
        <PointMenu at={menuAt} label={t('{label} actions', { label })} onClose={() => setMenuAt(null)}>
          {menu(rowsOf(menuAt.keys))}
        </PointMenu>
      )}
    </div>
  );
}

/** All that are selected where it is among them. */
function targetsOf(line: GridLine<unknown>, selection: Selection | undefined, order: readonly string[]) {
  if (line.kind === 'group') return line.keys;
  return selection?.ids.has(line.key) === true ? order.filter((id) => selection.ids.has(id)) : [line.key];
}

function open<R>({ onOpen }: DataGridProps<R>, line: GridLine<R> | undefined): void {
  if (line?.kind === 'row') onOpen?.(line.row);
}

const lineOf = (grid: HTMLElement, key: string | null): HTMLElement | null =>
  [...grid.querySelectorAll<HTMLElement>('[data-line]')].find((line) => line.dataset.line === key) ?? null;
