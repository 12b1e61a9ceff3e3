import type { KeyboardEvent } from 'react';
import { perform, performEither } from '../actions/commands';
import type { Line } from '../list/lines';
import { openMenu, stepSelection, targetsOf, useUi } from '../ui-store';
import { isKeyOf } from '../../../lib/actions/bindings';
import { movedIndex } from '../../../lib/line-moves';
import { CONTAINER_ACTIONS as ACTIONS } from '../keys';

export interface GridKeys {
  readonly lines: readonly Line[];
  /** Place of each line by its key. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** Lines on a screen. */
  readonly page: () => number;
  readonly onMove: (index: number) => void;
  readonly onOpen: (id: string) => void;
  /** null: groups cannot be folded now. */
  readonly onFold: ((project: string) => void) | null;
}

const CONTROLS = 'a[href], button:not(:disabled), input';

export const idsOf = (line: Line): readonly string[] => (line.kind === 'row' ? targetsOf(line.key) : line.ids);

export const rowOrder = (lines: readonly Line[]): readonly string[] =>
  lines.flatMap(({ kind, key }) => (kind === 'row' ? [key] : []));

/** The keys of the grid, for a line or a control in it that has the focus. */
export function useGridKeys(grid: GridKeys): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const row = target?.closest<HTMLElement>('[data-line]');
    const index = grid.indexOf.get(row?.dataset.line ?? '') ?? -1;
    const line = grid.lines[index];
    if (target === null || !row || line === undefined || event.defaultPrevented) return;
    const handled =
      move(event, grid, index) ||
      sideways(event, { grid, line, row, target }) ||
      (target === row && onLine(event, grid, line)) ||
      act(event, line, row);
    if (handled) event.preventDefault();
  };
}

const plain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;

function move(event: KeyboardEvent, { lines, page, onMove }: GridKeys, from: number): boolean {
  if (!plain(event)) return false;
  const to = movedIndex(event.key, from, { count: lines.length, page: page() });
  if (to === null) return false;
  const line = lines[from];
  const next = lines[to];
  if (event.shiftKey && next?.kind === 'row') {
    if (useUi.getState().selection.ids.size === 0 && line?.kind === 'row')
      stepSelection({ type: 'toggle', id: line.key });
    stepSelection({ type: 'range', id: next.key, order: rowOrder(lines) });
  }
  onMove(to);
  return true;
}

interface Place {
  readonly grid: GridKeys;
  readonly line: Line;
  readonly row: HTMLElement;
  readonly target: HTMLElement;
}

/** Folds and unfolds a group; else goes from control to control within the line. */
function sideways({ key, altKey }: KeyboardEvent, { grid, line, row, target }: Place): boolean {
  if (altKey || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false;
  if (line.kind === 'group' && target === row && grid.onFold !== null && line.folded === (key === 'ArrowRight')) {
    grid.onFold(line.project);
    return true;
  }
  const stops = [row, ...row.querySelectorAll<HTMLElement>(CONTROLS)];
  stops[stops.indexOf(target) + (key === 'ArrowRight' ? 1 : -1)]?.focus();
  return true;
}

/** What a key means on the line itself; on a control in it, it is the control's. */
function onLine(event: KeyboardEvent, { onOpen, onFold }: GridKeys, line: Line): boolean {
  if (!plain(event)) return false;
  if (event.key === 'Enter') {
    if (line.kind === 'row') onOpen(line.key);
    else onFold?.(line.project);
    return true;
  }
  if (event.key !== ' ') return false;
  if (line.kind === 'row') stepSelection({ type: 'toggle', id: line.key });
  else stepSelection({ type: 'toggle-many', ids: line.ids });
  return true;
}

function act(event: KeyboardEvent, line: Line, row: HTMLElement): boolean {
  const ids = idsOf(line);
  if (isKeyOf(event, ACTIONS.menu)) {
    const { left, bottom } = row.getBoundingClientRect();
    openMenu({ ids, x: left + 40, y: bottom });
    return true;
  }
  const [, run] = DEEDS.find(([name]) => isKeyOf(event, ACTIONS[name])) ?? [];
  run?.(ids, line);
  return run !== undefined;
}

type Deed = (ids: readonly string[], line: Line) => void;

const DEEDS: readonly (readonly [keyof typeof ACTIONS, Deed])[] = [
  ['stop', (ids) => performEither('stop', 'start', ids)],
  ['restart', (ids) => perform('restart', ids)],
  ['pause', (ids) => performEither('pause', 'unpause', ids)],
  ['kill', (ids) => perform('kill', ids)],
  [
    'rename',
    (_ids, line) => {
      if (line.kind === 'row') perform('rename', [line.key]);
    },
  ],
  ['remove', (ids) => perform('remove', ids)],
];
