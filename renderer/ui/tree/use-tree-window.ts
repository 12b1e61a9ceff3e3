import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, type SyntheticEvent, useCallback, useMemo, useRef } from 'react';
import { useHeldFocus } from '../use-held-focus';
import { useRowWindow } from '../use-row-window';

/** px, as in `tree.module.css`. */
const ROW = 26;
export const HEAD = 26;

export interface TreeWindow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: Virtualizer<HTMLElement, Element>;
  readonly focus: ReturnType<typeof useHeldFocus>;
  /** Of the line that Tab reaches. */
  readonly activeIndex: number;
  /** Rows on a screen. */
  readonly page: () => number;
}

/** The lines of a tree that are in sight. `active`: the key of the line that has the focus, or had it last. */
export function useTreeWindow(lines: readonly { readonly key: string }[], active: string): TreeWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const found = useMemo(() => lines.findIndex(({ key }) => key === active), [lines, active]);
  const activeIndex = Math.max(0, found);
  const keyOf = useCallback((index: number) => lines[index]?.key ?? '', [lines]);
  const rows = useRowWindow({
    ...{ scroller, count: lines.length, keyOf, pinned: activeIndex, rowHeight: ROW, headerHeight: HEAD },
  });
  const focus = useHeldFocus(scroller, renderedLine(activeIndex));
  const page = (): number => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD) / ROW) - 1);
  return { scroller, rows, focus, activeIndex, page };
}

/** The element of the line at that place, of those that are rendered. */
export const renderedLine =
  (index: number) =>
  (grid: HTMLElement): HTMLElement | null =>
    grid.querySelector<HTMLElement>(`[data-index="${String(index)}"]`);

/** The place of the line that an event comes from; -1: it comes from none. */
export function lineIndexOf({ target }: SyntheticEvent): number {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
  return Number(row?.dataset.index ?? -1);
}
