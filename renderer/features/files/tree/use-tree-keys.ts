import { type KeyboardEvent, useRef } from 'react';
import { movedIndex } from '../../../lib/line-moves';
import { type EntryLine, holderOf, type Line, typedAhead } from './lines';
import type { Tree } from './tree-store';

export interface TreeKeys {
  readonly tree: Tree;
  readonly lines: readonly Line[];
  /** Rows on a screen. */
  readonly page: () => number;
  readonly onMove: (index: number) => void;
  readonly onOpen: (line: EntryLine) => void;
  /** F2, Delete, and the key of the menu. */
  readonly onRename: (line: EntryLine) => void;
  readonly onRemove: (line: EntryLine) => void;
  readonly onMenu: (line: EntryLine, row: HTMLElement) => void;
}

/** Letters that come faster than this make one word. */
const WORD_MS = 1_000;
const NOTHING_TYPED = { text: '', at: Number.NEGATIVE_INFINITY };

const isPlain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;

/** The keys of a tree, for the line that has the focus. */
export function useTreeKeys(keys: TreeKeys): (event: KeyboardEvent<HTMLElement>) => void {
  const typed = useRef(NOTHING_TYPED);
  const typeAhead = ({ key, timeStamp }: KeyboardEvent, lines: readonly Line[], from: number): number | null => {
    // When it was pressed, however busy the page was meanwhile.
    const goesOn = timeStamp - typed.current.at < WORD_MS;
    typed.current = { text: goesOn ? typed.current.text + key : key, at: timeStamp };
    return typedAhead(typed.current.text, { lines, from });
  };
  return (event) => {
    const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-line]') : null;
    const index = Number(row?.dataset.index ?? -1);
    const line = keys.lines[index];
    if (row === null || line === undefined || event.defaultPrevented || !isPlain(event)) return;
    const to = movedIndex(event.key, index, { count: keys.lines.length, page: keys.page() });
    if (to !== null) keys.onMove(to);
    // On a button in a line other keys are the button's.
    else if (event.target !== row) return;
    else if (!sideways(event.key, keys, index) && !act(event, keys, { line, row })) {
      if (event.key.length !== 1) return;
      const found = typeAhead(event, keys.lines, index);
      if (found !== null) keys.onMove(found);
      event.preventDefault();
      return;
    }
    // Whatever else is pressed ends the word.
    typed.current = NOTHING_TYPED;
    event.preventDefault();
  };
}

/** Right opens, then goes in; left closes, then goes out. */
function sideways(key: string, { tree, lines, onMove }: TreeKeys, index: number): boolean {
  const line = lines[index];
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
  if (line?.kind === 'entry' && line.entry.kind === 'dir' && line.open === (key === 'ArrowLeft')) tree.toggle(line.key);
  else if (key === 'ArrowLeft') {
    const holder = holderOf(lines, index);
    if (holder !== null) onMove(holder);
  } else if (line?.kind === 'entry' && line.open) onMove(index + 1);
  return true;
}

interface At {
  readonly line: Line;
  readonly row: HTMLElement;
}

function act(event: KeyboardEvent, keys: TreeKeys, { line, row }: At): boolean {
  if (line.kind === 'note') {
    if (event.key !== 'Enter' && event.key !== ' ') return false;
    row.querySelector('button')?.click();
    return true;
  }
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) keys.onMenu(line, row);
  else if (event.key === 'Enter' || event.key === ' ') keys.onOpen(line);
  else if (event.key === 'F2') keys.onRename(line);
  else if (event.key === 'Delete') keys.onRemove(line);
  else return false;
  return true;
}
