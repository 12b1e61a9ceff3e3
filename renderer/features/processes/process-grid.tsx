import { IconArrowDown, IconArrowUp, IconBolt } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { ProcessRow } from '../../../main/contract/processes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import { movedIndex } from '../../lib/line-moves';
import { IconButton } from '../../ui/icon-button';
import { useHeldFocus } from '../../ui/use-held-focus';
import { useRowWindow } from '../../ui/use-row-window';
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

const keyOf = ({ row }: Line, index: number): string => row.pid || t('line {index}', { index });

const lineOf = (grid: HTMLElement, key: string | undefined): HTMLElement | null =>
  [...grid.querySelectorAll<HTMLElement>('[data-line]')].find((line) => line.dataset.line === key) ?? null;

/** The rows in sight; up and down go from row to row, Enter asks for a signal. */
export function ProcessGrid({ columns: told, lines, view, tree, onSort, onSignal }: Props) {
  const columns = commandFirst(told);
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState('');
  const keys = useMemo(() => lines.map(keyOf), [lines]);
  const keyAt = useCallback((index: number) => keys[index] ?? String(index), [keys]);
  const present = Math.max(0, keys.indexOf(active));
  const rows = useRowWindow({
    ...{ scroller: box, count: lines.length, keyOf: keyAt, pinned: present, rowHeight: ROW, headerHeight: ROW },
  });
  const focus = useHeldFocus(box, (grid) => lineOf(grid, keys[present]));
  const page = (): number => Math.floor((box.current?.clientHeight ?? 0) / ROW) - 2;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const line = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-line]') : null;
    const at = keys.indexOf(line?.dataset.line ?? '');
    const row = lines[at]?.row;
    if (line === null || row === undefined) return;
    if (event.key === 'Enter') {
      if (event.target === line) onSignal(row);
      return;
    }
    const to = movedIndex(event.key, at, { count: lines.length, page: page() });
    if (to === null) return;
    event.preventDefault();
    setActive(keyAt(to));
    rows.scrollToIndex(to);
  };
  const template = { gridTemplateColumns: gridTemplate(columns) };
  return (
    <div ref={box} className={classes.scroll}>
      <div
        role={tree ? 'treegrid' : 'grid'}
        aria-label={t('Processes')}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        className={classes.grid}
        onKeyDown={onKeyDown}
        {...focus}
      >
        <div role="rowgroup">
          <div role="row" className={classes.head} style={template}>
            {columns.map((column, place) => (
              <Heading key={column.index} column={column} first={place === 0} sort={view.sort} onSort={onSort} />
            ))}
            <div role="columnheader" className={classes.headCell}>
              <span className="sw-hidden">{t('Signal')}</span>
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
                data-line={keyAt(index)}
                aria-rowindex={index + 2}
                aria-level={tree ? line.depth + 1 : undefined}
                tabIndex={index === present ? 0 : -1}
                className={classes.row}
                style={{ ...template, transform: `translateY(${start - ROW}px)` }}
                onFocus={() => setActive(keyAt(index))}
              >
                <Cells columns={columns} line={line} />
                <div role="gridcell" className={classes.action}>
                  <IconButton
                    label={t('Send a signal to {at}', {
                      at: withoutControls(line.row.cells.at(-1) ?? '').slice(0, 80),
                    })}
                    icon={<IconBolt size={14} />}
                    tabIndex={index === present ? 0 : -1}
                    onClick={() => onSignal(line.row)}
                  />
                </div>
              </div>
            );
          })}
        </div>
        {lines.length === 0 && <p className={classes.none}>{t('No process matches the filter.')}</p>}
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
      {place === 0 && row.main && <span className={classes.main}>{t('main')}</span>}
    </div>
  ));
}
