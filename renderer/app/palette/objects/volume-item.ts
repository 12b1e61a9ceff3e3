import {
  IconClipboard,
  IconCopy,
  IconDatabase,
  IconDownload,
  IconEraser,
  IconFolder,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { ask, type Question } from '../../../features/volumes/questions-store';
import { detailsPath, LIST_PATH } from '../../../features/volumes/routes';
import { t } from '../../../lib/i18n';
import { copyText } from '../../../ui/copy-button';
import { VOLUME_TABS } from '../../volume-tabs';
import type { PaletteItem } from '../item';
import { deed, tabDeed } from './deed';

function deedsOf(row: VolumeRow, of: string): readonly PaletteItem[] {
  const asking = (question: Question) => () => {
    navigate(LIST_PATH);
    ask(question);
  };
  return [
    ...VOLUME_TABS.map((tab) => tabDeed(of, tab, IconFolder, detailsPath(row.name, tab.path))),
    deed(of, 'clone', { icon: IconCopy, title: t('Clone…'), run: asking({ kind: 'clone', row }) }),
    deed(of, 'export', { icon: IconDownload, title: t('Export…'), run: asking({ kind: 'export', row }) }),
    deed(of, 'import', { icon: IconUpload, title: t('Import…'), run: asking({ kind: 'import', row }) }),
    deed(of, 'copy', { icon: IconClipboard, title: t('Copy name'), run: () => void copyText(row.name) }),
    deed(of, 'empty', { icon: IconEraser, title: t('Empty…'), danger: true, run: asking({ kind: 'empty', row }) }),
    deed(of, 'delete', {
      ...{ icon: IconTrash, title: t('Delete…'), danger: true },
      run: asking({ kind: 'delete', rows: [row] }),
    }),
  ];
}

export function volumeItem(row: VolumeRow): PaletteItem {
  const id = `volume:${row.name}`;
  return {
    ...{ id, kind: t('Volume'), icon: IconDatabase, title: row.name, detail: row.project ?? row.driver },
    words: `${row.driver} ${row.project ?? ''} ${row.composeName ?? ''}`,
    run: () => navigate(detailsPath(row.name)),
    deeds: () => deedsOf(row, id),
  };
}
