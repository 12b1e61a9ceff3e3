import { IconArrowDown, IconArrowUp, IconBolt } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { ProcessRow } from '../../../main/contract/processes';
import { withoutControls } from '../../lib/control-characters';
import { EngineText } from '../../ui/engine-text';
import { IconButton } from '../../ui/icon-button';
import type { Line, View } from './arrange';
import { type Column, commandFirst } from './columns';
import classes from './processes.module.css';
import { gridTemplate } from './widths';

const ROW = 28;

interface Props {
  readonly columns: readonly Column[];
  readonly lines: readonly Line[];
  readonly view: View;
  readonly tree: boolean;
  readonly onSort: (sort: View['sort']) => void;
  readonly onSignal: (row: ProcessRow) => void;
}

/** Ascending, then descending, then the engine's own order. */
function nextSort(sort: View['sort'], column: number): View['sort'] {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

/** The rows in sight; up and down go from row to row, Enter asks for a signal. */
export function ProcessGrid({ columns: told, lines, view, tree, onSort, onSignal }: Props) {
  const columns = commandFirst(told);
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState('');
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used here only, and not memoized
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 10,
    getItemKey: (index) => lines[index]?.row.pid ?? index,
  });
  const found = lines.findIndex(({ row }) => row.pid === active);
  const present = Math.max(0, found);
  const go = (index: number): void => {
    const to = Math.max(0, Math.min(lines.length - 1, index));
    setActive(lines[to]?.row.pid ?? '');
    rows.scrollToIndex(to);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = lines[present]?.row;
    if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.dataset.row !== undefined) {
      if (row !== undefined) onSignal(row);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -lines.length, End: lines.length }[
      event.key
    ];
    if (step === undefined || !(event.target instanceof HTMLElement) || event.target.closest('[data-row]') === null)
      return;
    event.preventDefault();
    go(present + step);
  };
  const template = { gridTemplateColumns: gridTemplate(columns) };
  return (
    <div ref={box} className={classes.scroll}>
      <div
        role={tree ? 'treegrid' : 'grid'}
        aria-label="Processes"
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        className={classes.grid}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup">
          <div role="row" className={classes.head} style={template}>
            {columns.map((column, place) => (
              <Heading key={column.index} column={column} first={place === 0} sort={view.sort} onSort={onSort} />
            ))}
            <div role="columnheader" className={classes.headCell}>
              <span className="sw-hidden">Signal</span>
            </div>
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            return (
              <div
                key={key}
                role="row"
                data-row
                aria-rowindex={index + 2}
                aria-level={tree ? line.depth + 1 : undefined}
                tabIndex={index === present ? 0 : -1}
                className={classes.row}
                style={{ ...template, transform: `translateY(${start}px)` }}
                onFocus={() => setActive(line.row.pid)}
              >
                <Cells columns={columns} line={line} />
                <div role="gridcell" className={classes.action}>
                  <IconButton
                    label={`Send a signal to ${withoutControls(line.row.cells.at(-1) ?? '').slice(0, 80)}`}
                    icon={<IconBolt size={14} />}
                    tabIndex={index === present ? 0 : -1}
                    onClick={() => onSignal(line.row)}
                  />
                </div>
              </div>
            );
          })}
        </div>
        {lines.length === 0 && <p className={classes.none}>No process matches the filter.</p>}
      </div>
    </div>
  );
}

interface HeadingProps {
  readonly column: Column;
  readonly first: boolean;
  readonly sort: View['sort'];
  readonly onSort: Props['onSort'];
}

function Heading({ column: { title, index, kind, meaning }, first, sort, onSort }: HeadingProps) {
  const sorted = sort?.column === index ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const Arrow = sorted === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={sorted}
      className={classes.headCell}
      data-kind={kind}
      data-command={first || undefined}
    >
      <button
        type="button"
        className={classes.headButton}
        title={meaning === '' ? undefined : meaning}
        onClick={() => onSort(nextSort(sort, index))}
      >
        <EngineText value={title} title={null} />
        {sorted !== 'none' && <Arrow size={12} aria-hidden />}
      </button>
    </div>
  );
}

const INDENT = 14;
const DEEPEST = 12;

function Cells({ columns, line: { row, depth } }: { readonly columns: readonly Column[]; readonly line: Line }) {
  return columns.map(({ index, kind }, place) => (
    <div key={index} role="gridcell" className={classes.cell} data-kind={kind} data-command={place === 0 || undefined}>
      {place === 0 && depth > 0 && (
        <span className={classes.branch} style={{ width: Math.min(depth, DEEPEST) * INDENT }} aria-hidden>
          └
        </span>
      )}
      <EngineText value={row.cells[index] ?? ''} />
      {place === 0 && row.main && <span className={classes.main}>main</span>}
    </div>
  ));
}
