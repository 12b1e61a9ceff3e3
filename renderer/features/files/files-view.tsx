import { IconRefresh, IconUpload } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { FileSource } from '../../../main/contract/files';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { clockTime } from '../../lib/time';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { IconButton } from '../../ui/icon-button';
import { FileMenu, type MenuAt } from './actions/file-menu';
import { Questions } from './actions/questions';
import { useFileActions } from './actions/use-file-actions';
import classes from './files.module.css';
import { PathBar } from './path-bar';
import { parentOf } from './paths';
import { pickedFiles } from './transfers/dropped';
import { TransferList } from './transfers/transfer-list';
import { FileTree } from './tree/file-tree';
import type { EntryLine } from './tree/lines';
import { createTree, type Tree } from './tree/tree-store';
import { useDrop } from './use-drop';
import { FileView } from './viewer/file-view';
import { useCanWrite } from './use-can-write';
import { canRun } from './words';

/** The files of a container, an image or a volume. Mounted anew for another one. */
export function FilesView({ source }: { readonly source: FileSource }) {
  const [tree] = useState(() => createTree(source));
  useEffect(() => {
    tree.setRoot(tree.store.getState().root);
    return () => tree.close();
  }, [tree]);
  const [openPath, setOpenPath] = useState<string | null>(null);
  const actions = useFileActions(tree);
  return (
    <div className={classes.view}>
      <div className={classes.main}>
        <Browser tree={tree} actions={actions} hidden={openPath !== null} onOpen={setOpenPath} />
        {openPath !== null && (
          <FileView
            key={openPath}
            source={source}
            path={openPath}
            onClose={() => setOpenPath(null)}
            onDownload={(path) => actions.download(path)}
          />
        )}
      </div>
      <TransferList />
      <Questions actions={actions} />
    </div>
  );
}

interface BrowserProps {
  readonly tree: Tree;
  readonly actions: ReturnType<typeof useFileActions>;
  /** A file is shown over it. */
  readonly hidden: boolean;
  readonly onOpen: (path: string) => void;
}

function Browser({ tree, actions, hidden, onOpen }: BrowserProps) {
  const { source, root } = useStore(tree.store);
  const writable = useCanWrite(source);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const [error, setError] = useState<unknown>(null);
  const view = useRef<HTMLDivElement>(null);
  useFocusAfter(hidden || menu !== null || actions.question !== null, view);
  const drop = useDrop(root, (folder, files) => void actions.upload(folder, files));
  const go = (wanted: string): void => {
    setError(null);
    rpc.call('files.resolve', { source, path: wanted }).then(
      ({ path, entry }) => (entry.kind === 'dir' ? tree.setRoot(path) : onOpen(path)),
      (failure: unknown) => setError(failure),
    );
  };
  const open = (line: EntryLine): void => {
    if (line.entry.odd) return;
    if (line.entry.kind === 'file') onOpen(line.key);
    else go(line.key);
  };
  const ask = (kind: 'rename' | 'remove') => (line: EntryLine) => {
    if (canRun(source) && !line.entry.odd) actions.ask({ kind, line });
  };
  return (
    <div
      ref={view}
      className={classes.browser}
      inert={hidden}
      data-takes-files={writable || undefined}
      {...(writable ? drop.handlers : {})}
    >
      <div className={classes.bar}>
        <PathBar key={root} root={root} onGo={go} />
        <IconButton
          label={t('Refresh')}
          icon={<IconRefresh size={15} />}
          onClick={() => tree.read(folderOf(tree), { fresh: true })}
        />
        {writable && <UploadButton onFiles={(files) => void actions.upload(folderOf(tree), pickedFiles(files))} />}
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <div className={classes.tree} data-dropping={drop.into === root || undefined}>
        <FileTree
          tree={tree}
          onOpen={open}
          onRename={ask('rename')}
          onRemove={ask('remove')}
          onMenu={(line, point) => setMenu({ line, ...point })}
          dropInto={drop.into}
        />
      </div>
      <Foot tree={tree} dropInto={writable ? drop.into : null} />
      {menu !== null && (
        <FileMenu at={menu} tree={tree} actions={actions} onOpen={open} onClose={() => setMenu(null)} />
      )}
    </div>
  );
}

/** The folder that is meant: the one that has the focus, that of the file that has it, or the first. */
function folderOf(tree: Tree): string {
  const { active, root, folders } = tree.store.getState();
  if (active === '' || active.endsWith('//')) return root;
  const entry = folders.get(parentOf(active))?.entries.find(({ name }) => active.endsWith(`/${name}`));
  return entry?.kind === 'dir' ? active : parentOf(active);
}

function Foot({ tree, dropInto }: { readonly tree: Tree; readonly dropInto: string | null }) {
  const folder = useStore(tree.store, ({ folders, root }) => folders.get(root));
  const readAt = folder?.end?.readAt;
  const words =
    dropInto !== null
      ? t('Drop to upload into {dropInto}', { dropInto: withoutControls(dropInto) })
      : readAt === undefined
        ? ''
        : t('{count, number} here, read at {readAt}', {
            count: folder?.entries.length ?? 0,
            readAt: clockTime(readAt),
          });
  return (
    <div className={classes.foot} role="status">
      {words}
    </div>
  );
}

function UploadButton({ onFiles }: { readonly onFiles: (files: FileList) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<IconUpload size={15} />} onClick={() => input.current?.click()}>
        {t('Upload')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('Files to upload')}
        onChange={({ currentTarget }) => {
          if (currentTarget.files !== null) onFiles(currentTarget.files);
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** Gives the focus back to the line that had it, once what lay over the tree is gone. */
function useFocusAfter(covered: boolean, view: RefObject<HTMLElement | null>): void {
  const before = useRef(covered);
  useEffect(() => {
    if (before.current && !covered) view.current?.querySelector<HTMLElement>('[data-line][tabindex="0"]')?.focus();
    before.current = covered;
  }, [covered, view]);
}
