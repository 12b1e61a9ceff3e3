import { type CSSProperties, useCallback, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { t } from '../../../lib/i18n';
import classes from '../../../ui/data-grid/data-grid.module.css';
import { useHeldFocus } from '../../../ui/use-held-focus';
import { useRowWindow } from '../../../ui/use-row-window';
import { listStore, useContainers } from '../containers';
import { type Column, fitting, isDefault, shown, template } from '../list/columns';
import { isMeasured } from '../measures';
import { setActive, useUi } from '../ui-store';
import { type View, changeView } from '../use-view';
import { ContainerLine } from './container-row';
import { GridHeader } from './grid-header';
import { GroupRow } from './group-row';
import { useGridKeys } from './use-grid-keys';
import { useGridPointer } from './use-grid-pointer';
import { useVisibleIds } from './use-visible-ids';
import { useWidth } from '../../../ui/use-width';

const lineOf = (grid: HTMLElement, key: string | null): HTMLElement | null =>
  [...grid.querySelectorAll<HTMLElement>('[data-line]')].find((line) => line.dataset.line === key) ?? null;

/** The first as `--sw-row` in the theme. */
const HEIGHTS = { rowHeight: 32, headerHeight: 30 } as const;

interface Props {
  readonly view: View;
  /** The filter shows what it found: groups stay open. */
  readonly filtered: boolean;
  /** Whose details are shown. */
  readonly openId: string | null;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
}

/** The list: virtualized, one stop for Tab, arrows within. */
export function ContainersGrid({ view, filtered, openId, hrefOf, onOpen }: Props) {
  const lines = useStore(listStore, (state) => state.lines);
  const stale = useContainers((state) => state.stale);
  const [draft, setDraft] = useState<readonly Column[] | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const wanted = shown(draft ?? view.columns);
  const scrolls = width === 0 || (openId === null && !isDefault(draft ?? view.columns));
  const columns = scrolls ? wanted : fitting(wanted, width);
  const columnNames = columns.map(({ id }) => id).join(' ');
  const indexOf = useMemo(() => new Map(lines.map(({ key }, index) => [key, index])), [lines]);
  const active = useUi((state) => state.active);
  const activeIndex =
    (active.key === null ? undefined : indexOf.get(active.key)) ?? Math.min(active.index, lines.length - 1);
  const keyOf = useCallback((index: number) => lines[index]?.key ?? String(index), [lines]);
  const rows = useRowWindow({ ...HEIGHTS, scroller, count: lines.length, keyOf, pinned: activeIndex });
  const measured = columns.some(({ id }) => isMeasured(id));
  useVisibleIds({ scroller, rows, lines, measured, layout: `${width} ${openId ?? ''}` });
  const fold = useCallback(
    (project: string): void => {
      const { collapsed } = view;
      changeView({
        collapsed: collapsed.includes(project) ? collapsed.filter((one) => one !== project) : [...collapsed, project],
      });
    },
    [view],
  );
  const onFold = filtered ? null : fold;
  const onMove = (index: number): void => {
    const line = lines[index];
    if (line === undefined) return;
    setActive(line.key, index);
    rows.scrollToIndex(index);
  };
  const page = (): number =>
    Math.floor(((scroller.current?.clientHeight ?? 0) - HEIGHTS.headerHeight) / HEIGHTS.rowHeight) - 1;
  const onKeyDown = useGridKeys({ lines, indexOf, page, onMove, onOpen, onFold });
  const pointer = useGridPointer({ lines, indexOf, onOpen });
  const activeKey = lines[activeIndex]?.key ?? null;
  const focus = useHeldFocus(scroller, (grid) => lineOf(grid, activeKey));
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('Containers')}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length + 2}
      aria-multiselectable
      className={classes.grid}
      data-stale={stale || undefined}
      style={{ '--columns': template(columns) } as CSSProperties}
      onKeyDown={onKeyDown}
      {...pointer}
      {...focus}
    >
      <GridHeader view={view} columns={columns} onResize={setDraft} />
      <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const place = { index, top: start - HEIGHTS.headerHeight, active: index === activeIndex };
          return line.kind === 'group' ? (
            <GroupRow key={key} {...place} group={line} columns={columnNames} onFold={onFold} />
          ) : (
            <ContainerLine
              key={key}
              {...place}
              id={line.key}
              columns={columnNames}
              grouped={line.grouped}
              open={line.key === openId}
              hrefOf={hrefOf}
            />
          );
        })}
      </div>
    </div>
  );
}
