import type { KeyboardEventHandler, MouseEventHandler, ReactNode } from 'react';
import classes from './tree.module.css';
import type { LinePlace } from './tree-row';
import { HEAD, type TreeWindow } from './use-tree-window';

export interface TreeColumn {
  readonly id: string;
  readonly title: string;
  readonly align?: 'end';
}

interface Props<L> {
  readonly window: TreeWindow;
  readonly label: string;
  readonly columns: readonly TreeColumn[];
  /** Has the columns' widths, `--columns`, and says which (`data-column`) are hidden where there is no room. */
  readonly className: string | undefined;
  readonly lines: readonly L[];
  readonly rowOf: (line: L, place: LinePlace & { readonly key: string }) => ReactNode;
  readonly onKeyDown: KeyboardEventHandler<HTMLElement>;
  readonly onClick: MouseEventHandler;
  readonly onContextMenu?: MouseEventHandler;
}

/** A tree as a table, virtualized: one stop for Tab, arrows within. */
export function TreeGrid<L>({ window, label, columns, className, lines, rowOf, ...handlers }: Props<L>) {
  const { scroller, rows, focus, activeIndex } = window;
  return (
    <div
      ref={scroller}
      role="treegrid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
      className={`${classes.grid ?? ''} ${className ?? ''}`}
      {...handlers}
      {...focus}
    >
      <div role="row" className={classes.header} data-columns aria-rowindex={1}>
        {columns.map(({ id, title, align }) => (
          <span key={id} role="columnheader" data-column={id} data-align={align}>
            {title}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          const place = { key: String(key), index, top: start - HEAD, active: index === activeIndex };
          return line === undefined ? null : rowOf(line, place);
        })}
      </div>
    </div>
  );
}
