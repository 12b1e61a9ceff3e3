import { type KeyboardEvent, type MouseEvent, useMemo } from 'react';
import { useStore } from 'zustand';
import { t } from '../../../lib/i18n';
import { movedIndex } from '../../../lib/line-moves';
import { TreeGrid } from '../../../ui/tree/tree-grid';
import { lineIndexOf, useTreeWindow } from '../../../ui/tree/use-tree-window';
import { EntryRow } from './entry-row';
import { holderOf, type Line, linesOf } from './lines';
import { NoteRow } from './note-row';
import classes from './tree.module.css';
import type { Tree } from './tree-store';

const COLUMNS = [
  { id: 'name', title: t('Name') },
  { id: 'change', title: t('Change') },
  { id: 'size', title: t('Size'), align: 'end' },
  { id: 'mode', title: t('Mode') },
  { id: 'owner', title: t('Owner') },
] as const;

export function LayerTree({ tree }: { readonly tree: Tree | null }) {
  return tree === null ? null : <Grid tree={tree} />;
}

/** Folders, lazily read page by page and virtualized: one stop for Tab, arrows within. */
function Grid({ tree }: { readonly tree: Tree }) {
  const state = useStore(tree.store);
  const lines = useMemo(() => linesOf(state), [state]);
  const window = useTreeWindow(lines, state.active);
  const { activeIndex } = window;
  const move = (index: number): void => {
    tree.setActive(lines[index]?.key ?? '');
    window.rows.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = movedIndex(event.key, activeIndex, { count: lines.length, page: window.page() });
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (to !== null) move(to);
    else if (!act(event.key, { tree, lines, index: activeIndex, move })) return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    const line = lines[lineIndexOf(event)];
    if (line === undefined) return;
    tree.setActive(line.key);
    if (line.kind === 'entry' && line.open !== null) tree.toggle(line.key);
  };
  return (
    <TreeGrid
      {...{ window, lines, onKeyDown, onClick }}
      label={t('Files')}
      columns={COLUMNS}
      className={classes.grid}
      rowOf={(line, { key, ...place }) =>
        line.kind === 'entry' ? (
          <EntryRow key={key} line={line} {...place} />
        ) : (
          <NoteRow key={key} line={line} folder={state.folders.get(line.folder)} tree={tree} {...place} />
        )
      }
    />
  );
}

interface At {
  readonly tree: Tree;
  readonly lines: readonly Line[];
  readonly index: number;
  readonly move: (index: number) => void;
}

/** Right opens, then goes in; left closes, then goes out; Enter and the space bar open and close. */
function act(key: string, { tree, lines, index, move }: At): boolean {
  const line = lines[index];
  if (line === undefined) return false;
  const open = line.kind === 'entry' ? line.open : null;
  if (key === 'Enter' || key === ' ') {
    if (line.kind === 'note' && line.says === 'failed') tree.again(line.folder);
    if (open !== null) tree.toggle(line.key);
    return true;
  }
  if (key === 'ArrowRight') {
    if (open === false) tree.toggle(line.key);
    else if (open === true && index + 1 < lines.length) move(index + 1);
    return true;
  }
  if (key !== 'ArrowLeft') return false;
  const holder = holderOf(lines, index);
  if (open === true) tree.toggle(line.key);
  else if (holder !== null) move(holder);
  return true;
}
