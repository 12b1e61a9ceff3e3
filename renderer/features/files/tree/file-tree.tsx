import { type MouseEvent, useMemo } from 'react';
import { useStore } from 'zustand';
import { t } from '../../../lib/i18n';
import { TreeGrid } from '../../../ui/tree/tree-grid';
import { lineIndexOf, useTreeWindow } from '../../../ui/tree/use-tree-window';
import { FileRow } from './file-row';
import { type EntryLine, linesOf } from './lines';
import { NoteRow } from './note-row';
import classes from './tree.module.css';
import type { Tree } from './tree-store';
import { useTreeKeys } from './use-tree-keys';

const COLUMNS = [
  { id: 'name', title: t('Name') },
  { id: 'size', title: t('Size'), align: 'end' },
  { id: 'time', title: t('Modified') },
  { id: 'mode', title: t('Mode') },
  { id: 'owner', title: t('Owner') },
] as const;

export interface FileTreeProps {
  readonly tree: Tree;
  /** A file, or a link; folders open by themselves. */
  readonly onOpen: (line: EntryLine) => void;
  readonly onRename: (line: EntryLine) => void;
  readonly onRemove: (line: EntryLine) => void;
  readonly onMenu: (line: EntryLine, point: { readonly x: number; readonly y: number }) => void;
  /** The folder that what is dragged would be dropped into. */
  readonly dropInto: string | null;
}

/** Files and folders, lazily read and virtualized: one stop for Tab, arrows within. */
export function FileTree({ tree, onOpen, onRename, onRemove, onMenu, dropInto }: FileTreeProps) {
  const state = useStore(tree.store);
  const { root, folders, expanded, active } = state;
  const lines = useMemo(() => linesOf({ root, folders, expanded }), [root, folders, expanded]);
  const window = useTreeWindow(lines, active);
  const open = (line: EntryLine): void => {
    if (line.entry.kind === 'dir') tree.toggle(line.key);
    else onOpen(line);
  };
  const onKeyDown = useTreeKeys({
    ...{ tree, lines, onRename, onRemove, onOpen: open },
    page: window.page,
    onMove: (index) => {
      tree.setActive(lines[index]?.key ?? '');
      window.rows.scrollToIndex(index);
    },
    onMenu: (line, row) => {
      const { left, bottom } = row.getBoundingClientRect();
      onMenu(line, { x: left + 60, y: bottom });
    },
  });
  const lineAt = (event: MouseEvent): EntryLine | null => {
    const line = lines[lineIndexOf(event)];
    return line?.kind === 'entry' ? line : null;
  };
  const onClick = (event: MouseEvent): void => {
    const line = lineAt(event);
    if (line === null) return;
    tree.setActive(line.key);
    open(line);
  };
  const onContextMenu = (event: MouseEvent): void => {
    const line = lineAt(event);
    if (line === null) return;
    event.preventDefault();
    tree.setActive(line.key);
    onMenu(line, { x: event.clientX, y: event.clientY });
  };
  return (
    <TreeGrid
      {...{ window, lines, onKeyDown, onClick, onContextMenu }}
      label={t('Files')}
      columns={COLUMNS}
      className={classes.grid}
      rowOf={(line, { key, ...place }) =>
        line.kind === 'entry' ? (
          <FileRow key={key} line={line} dropping={line.key === dropInto} {...place} />
        ) : (
          <NoteRow key={key} line={line} folder={folders.get(line.folder)} tree={tree} {...place} />
        )
      }
    />
  );
}
