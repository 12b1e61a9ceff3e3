import { Menu } from '@mantine/core';
import {
  IconClipboard,
  IconDownload,
  IconEye,
  IconFolderOpen,
  IconPencil,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { t } from '../../../lib/i18n';
import { copyText } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { type Point, PointMenu } from '../../../ui/point-menu';
import type { EntryLine } from '../tree/lines';
import type { Tree } from '../tree/tree-store';
import { canRun } from '../words';
import classes from './file-menu.module.css';
import type { FileActions } from './use-file-actions';

export interface MenuAt extends Point {
  readonly line: EntryLine;
}

interface Props {
  readonly at: MenuAt;
  readonly tree: Tree;
  readonly actions: FileActions;
  readonly onOpen: (line: EntryLine) => void;
  readonly onClose: () => void;
}

/** What can be done with one file or folder, where it was asked for. */
export function FileMenu({ at: { line, x, y }, tree, actions, onOpen, onClose }: Props) {
  const { source } = tree.store.getState();
  const { entry, key } = line;
  const folder = entry.kind === 'dir';
  const whole = folder || entry.kind === 'file';
  return (
    <PointMenu at={{ x, y }} label={t('File actions')} onClose={onClose}>
      <Menu.Label className={classes.label}>
        <EngineText value={entry.name} />
      </Menu.Label>
      {entry.odd && <Menu.Label>{t('Its name is not UTF-8: download the folder it is in')}</Menu.Label>}
      {!folder && (
        <Menu.Item disabled={entry.odd} leftSection={<IconEye size={16} />} onClick={() => onOpen(line)}>
          {t('Open')}
        </Menu.Item>
      )}
      {folder && (
        <Menu.Item leftSection={<IconFolderOpen size={16} />} onClick={() => tree.setRoot(key)}>
          {t('Show only this folder')}
        </Menu.Item>
      )}
      {folder && (
        <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => tree.read(key, { fresh: true })}>
          {t('Refresh')}
        </Menu.Item>
      )}
      <Menu.Item
        disabled={!whole || entry.odd}
        leftSection={<IconDownload size={16} />}
        onClick={() => actions.download(key)}
      >
        {folder ? t('Download as .tar') : t('Download')}
      </Menu.Item>
      <Menu.Item leftSection={<IconClipboard size={16} />} onClick={() => void copyText(key)}>
        {t('Copy path')}
      </Menu.Item>
      {canRun(source) && (
        <>
          <Menu.Divider />
          <Menu.Item
            disabled={entry.odd}
            leftSection={<IconPencil size={16} />}
            onClick={() => actions.ask({ kind: 'rename', line })}
          >
            {t('Rename')}
          </Menu.Item>
          <Menu.Item
            disabled={entry.odd}
            data-danger
            leftSection={<IconTrash size={16} />}
            onClick={() => actions.ask({ kind: 'remove', line })}
          >
            {t('Delete')}
          </Menu.Item>
        </>
      )}
    </PointMenu>
  );
}
