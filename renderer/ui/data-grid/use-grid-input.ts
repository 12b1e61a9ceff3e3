import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import { movedIndex } from '../../lib/line-moves';
import { hasModKey } from '../../lib/platform';
import type { Selection, SelectionStep } from '../../lib/selection';
import type { Point } from '../point-menu';
import { type GridLine, rowKeys } from './lines';

interface GridInput {
  readonly lines: () => readonly GridLine<unknown>[];
  /** Keys of all rows, of those in folded groups too. */
  readonly keys: () => readonly string[];
  /** null: groups cannot be folded now. */
  readonly onFold: ((name: string) => void) | null;
  /** Rows on a screen. */
  readonly page: () => number;
  readonly selection: Selection | undefined;
  readonly onSelect: ((step: SelectionStep) => void) | undefined;
  /** The active row is this one now, and is to be brought in sight. */
  readonly onMove: (index: number, key: string) => void;
  /** The same, of a row that is in sight. */
  readonly onActive: (index: number, key: string) => void;
  readonly onOpen: (index: number) => void;
  readonly onMenu: (line: GridLine<unknown>, at: Point) => void;
  readonly onDelete: (line: GridLine<unknown>) => void;
}

interface Handlers {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

const CONTROLS = 'a[href], button:not(:disabled), input';

const lineAt = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;

const onControl = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('a, button, input, [data-tick]') !== null;

/** Keys and clicks of a grid, caught once for all of its rows. */
export function useGridInput(grid: GridInput): Handlers {
  const at = (target: EventTarget): Place | null => {
    const key = lineAt(target)?.dataset.line;
    const lines = grid.lines();
    const index = key === undefined ? -1 : lines.findIndex((line) => line.key === key);
    const line = lines[index];
    return line === undefined ? null : { key: line.key, index, line };
  };
  return {
    onKeyDown: (event) => {
      const line = lineAt(event.target);
      const place = at(event.target);
      // A menu lies inside the grid in React's tree alone.
      if (line === null || place === null || !event.currentTarget.contains(line) || event.defaultPrevented) return;
      const handled =
        move(event, grid, place.index) ||
        sideways(event, grid, { element: line, line: place.line }) ||
        (event.target === line && onLine(event, grid, place)) ||
        act(event, grid, { element: line, line: place.line });
      if (handled) event.preventDefault();
    },
    onFocus: ({ target }) => {
      const place = at(target);
      if (place !== null) grid.onActive(place.index, place.key);
    },
    onMouseDown: (event) => {
      // Else the browser marks text from the last click to this one.
      if (event.shiftKey && !onControl(event)) event.preventDefault();
    },
    onClick: (event) => {
      const place = at(event.target);
      if (place === null || onControl(event)) return;
      if (place.line.kind === 'row' && event.shiftKey)
        grid.onSelect?.({ type: 'range', id: place.key, order: rowKeys(grid.lines()) });
      else if (place.line.kind === 'row' && hasModKey(event)) grid.onSelect?.({ type: 'toggle', id: place.key });
      grid.onActive(place.index, place.key);
    },
    onDoubleClick: (event) => {
      const place = at(event.target);
      if (place !== null && !onControl(event)) open(grid, place);
    },
    onContextMenu: (event) => {
      const place = at(event.target);
      if (place === null) return;
      event.preventDefault();
      grid.onActive(place.index, place.key);
      grid.onMenu(place.line, { x: event.clientX, y: event.clientY });
    },
  };
}

interface Place {
  readonly key: string;
  readonly index: number;
  readonly line: GridLine<unknown>;
}

/** Of a group: folds or unfolds it. */
function open(grid: GridInput, { index, line }: Place): void {
  if (line.kind === 'row') grid.onOpen(index);
  else grid.onFold?.(line.name);
}

const plain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;

function move(event: KeyboardEvent, grid: GridInput, from: number): boolean {
  if (!plain(event)) return false;
  const lines = grid.lines();
  const to = movedIndex(event.key, from, { count: lines.length, page: grid.page() });
  const next = to === null ? undefined : lines[to];
  if (to === null || next === undefined) return false;
  if (event.shiftKey && next.kind === 'row') {
    const here = lines[from];
    if (grid.selection?.ids.size === 0 && here?.kind === 'row') grid.onSelect?.({ type: 'toggle', id: here.key });
    grid.onSelect?.({ type: 'range', id: next.key, order: rowKeys(lines) });
  }
  grid.onMove(to, next.key);
  return true;
}

interface On {
  readonly element: HTMLElement;
  readonly line: GridLine<unknown>;
}

/** Folds and unfolds a group; else goes from control to control within a line. */
function sideways({ key, altKey, target }: KeyboardEvent, grid: GridInput, { element, line }: On): boolean {
  if (altKey || (key !== 'ArrowLeft' && key !== 'ArrowRight') || !(target instanceof HTMLElement)) return false;
  if (line.kind === 'group' && target === element && grid.onFold !== null && line.folded === (key === 'ArrowRight')) {
    grid.onFold(line.name);
    return true;
  }
  const stops = [element, ...element.querySelectorAll<HTMLElement>(CONTROLS)];
  stops[stops.indexOf(target) + (key === 'ArrowRight' ? 1 : -1)]?.focus();
  return true;
}

/** What a key means on the line itself; on a control in it, it is the control's. */
function onLine(event: KeyboardEvent, grid: GridInput, place: Place): boolean {
  const { key, line } = place;
  if ((event.ctrlKey || event.metaKey) && event.key === 'a') grid.onSelect?.({ type: 'all', ids: grid.keys() });
  else if (!plain(event)) return false;
  else if (event.key === 'Enter') open(grid, place);
  else if (event.key !== ' ') return false;
  else if (line.kind === 'group') grid.onSelect?.({ type: 'toggle-many', ids: line.keys });
  else grid.onSelect?.({ type: 'toggle', id: key });
  return true;
}

function act(event: KeyboardEvent, grid: GridInput, { element, line }: On): boolean {
  if (!plain(event)) return false;
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
    const { left, bottom } = element.getBoundingClientRect();
    grid.onMenu(line, { x: left + 40, y: bottom });
    return true;
  }
  if (event.key !== 'Delete' || event.shiftKey) return false;
  grid.onDelete(line);
  return true;
}
