import { type MouseEvent, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useRowWindow } from '../../../ui/use-row-window';
import { useHeldFocus } from '../use-held-focus';
import { FileRow } from './file-row';
import { type EntryLine, linesOf } from './lines';
import { NoteRow } from './note-row';
import classes from './tree.module.css';
import type { Tree } from './tree-store';
import { useTreeKeys } from './use-tree-keys';

/** As in `tree.module.css`. */
const ROW_HEIGHT = 26;
const HEADER_HEIGHT = 26;

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
  const scroller = useRef<HTMLDivElement>(null);
  const found = useMemo(() => lines.findIndex(({ key }) => key === active), [lines, active]);
  const activeIndex = Math.max(0, found);
  const rows = useRowWindow({
    scroller,
    count: lines.length,
    keyOf: (index) => lines[index]?.key ?? '',
    pinned: activeIndex,
    rowHeight: ROW_HEIGHT,
    headerHeight: HEADER_HEIGHT,
  });
  const focus = useHeldFocus(scroller, activeIndex);
  const open = (line: EntryLine): void => {
    if (line.entry.kind === 'dir') tree.toggle(line.key);
    else onOpen(line);
  };
  const onKeyDown = useTreeKeys({
    ...{ tree, lines, onRename, onRemove, onOpen: open },
    page: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / ROW_HEIGHT) - 1),
    onMove: (index) => {
      tree.setActive(lines[index]?.key ?? '');
      rows.scrollToIndex(index);
    },
    onMenu: (line, row) => {
      const { left, bottom } = row.getBoundingClientRect();
      onMenu(line, { x: left + 60, y: bottom });
    },
  });
  const lineAt = ({ target }: MouseEvent): EntryLine | null => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
    const line = lines[Number(row?.dataset.index ?? -1)];
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
    <div
      ref={scroller}
      role="treegrid"
      aria-label="Files"
      aria-rowcount={lines.length + 1}
      aria-colcount={5}
      className={classes.grid}
      {...{ onKeyDown, onClick, onContextMenu, ...focus }}
    >
      <div role="row" className={classes.header} aria-rowindex={1}>
        {['Name', 'Size', 'Modified', 'Mode', 'Owner'].map((title) => (
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const place = { index, top: start - HEADER_HEIGHT, active: index === activeIndex };
          return line.kind === 'entry' ? (
            <FileRow key={key} line={line} dropping={line.key === dropInto} {...place} />
          ) : (
            <NoteRow key={key} line={line} folder={folders.get(line.folder)} tree={tree} {...place} />
          );
        })}
      </div>
    </div>
  );
}
