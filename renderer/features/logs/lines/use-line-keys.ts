import type { KeyboardEvent } from 'react';
import { hasModKey } from '../../../lib/platform';
import { useActions } from '../../../lib/actions/use-actions';
import { LINE_ACTIONS } from '../keys';
import type { LogModel } from '../view/model';
import type { Movement } from './movement';
import { copyLines } from './selection';

interface Given {
  readonly model: LogModel;
  readonly move: Movement;
  readonly lineHeight: number;
  /** Sideways, px. */
  readonly onSideways: (px: number) => void;
}

const SIDEWAYS_PX = 60;

function openSelected({ session, ui }: LogModel): boolean {
  const { selection } = ui.getState();
  const row = selection === null ? undefined : session.row(selection.head);
  if (row !== undefined) ui.setState({ opened: row });
  return row !== undefined;
}

function onModKey(key: string, { model, move }: Given): boolean {
  if (key === 'a') move.selectAll();
  else if (key === 'c') {
    // What is marked with the pointer within a line is the browser's to copy.
    if (globalThis.getSelection()?.isCollapsed === false || model.ui.getState().selection === null) return false;
    void copyLines(model);
  } else if (key === 'Home') move.toFirst();
  else if (key === 'End') move.toEnd();
  else return false;
  return true;
}

function clearSelection({ ui, session }: LogModel): boolean {
  if (ui.getState().selection === null) return false;
  ui.setState({ selection: null });
  session.keepInSight(null);
  return true;
}

function onArrow(event: KeyboardEvent, { model, move, lineHeight, onSideways }: Given): boolean {
  const step = event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 1;
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') onSideways(step * SIDEWAYS_PX);
  else if (event.shiftKey) move.selectBy(step, true);
  else if (model.ui.getState().selection !== null) move.selectBy(step, false);
  else move.by(step * lineHeight);
  return true;
}

function onPlainKey(event: KeyboardEvent, given: Given): boolean {
  const { model, move } = given;
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowDown':
    case 'ArrowLeft':
    case 'ArrowRight':
      return onArrow(event, given);
    case 'PageUp':
      move.byPages(-1);
      return true;
    case 'PageDown':
    case ' ':
      move.byPages(event.shiftKey && event.key === ' ' ? -1 : 1);
      return true;
    case 'Home':
      move.toFirst();
      return true;
    case 'End':
      move.toEnd();
      return true;
    case 'Enter':
      return openSelected(model);
    case 'Escape':
      return clearSelection(model);
    default:
      return false;
  }
}

/** The keys of the lines, where the focus is on them. */
export function useLineKeys(given: Given): (event: KeyboardEvent) => void {
  useActions(LINE_ACTIONS, {});
  return (event) => {
    if (event.defaultPrevented || event.altKey) return;
    if (hasModKey(event) ? onModKey(event.key, given) : onPlainKey(event, given)) event.preventDefault();
  };
}
