import {
  IconBoxMultiple,
  IconClipboard,
  IconCloudDownload,
  IconCloudUpload,
  IconFileText,
  IconPlayerPlay,
  IconTag,
  IconTrash,
} from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { ImageRow } from '../../../../main/contract/images';
import { ask } from '../../../features/images/questions-store';
import { detailsPath, LIST_PATH, runPath } from '../../../features/images/routes';
import { namesOf, referenceOf, shortId, titleOf } from '../../../features/images/words';
import { askPull } from '../../../features/pulls/questions-store';
import { t } from '../../../lib/i18n';
import { copyText } from '../../../ui/copy-button';
import { IMAGE_TABS } from '../../image-tabs';
import type { PaletteItem } from '../item';
import { deed, tabDeed } from './deed';

const TAB_ICON = IconFileText;

function deedsOf(row: ImageRow, of: string): readonly PaletteItem[] {
  const [name] = row.tags;
  const reference = referenceOf(row);
  const asked = (kind: 'tag' | 'delete'): void => {
    navigate(LIST_PATH);
    ask(kind === 'tag' ? { kind, row } : { kind, rows: [row] });
  };
  return [
    deed(of, 'run', { icon: IconPlayerPlay, title: t('Run…'), run: () => navigate(runPath(reference)) }),
    ...IMAGE_TABS.map((tab) => tabDeed(of, tab, TAB_ICON, detailsPath(row.id, tab.path))),
    ...(name === undefined
      ? []
      : [
          deed(of, 'pull', {
            icon: IconCloudDownload,
            title: t('Pull again…'),
            run: () => askPull({ kind: 'pull', references: [name] }),
          }),
          deed(of, 'push', {
            icon: IconCloudUpload,
            title: t('Push…'),
            run: () => askPull({ kind: 'push', image: name }),
          }),
        ]),
    deed(of, 'tag', { icon: IconTag, title: t('Tag…'), run: () => asked('tag') }),
    deed(of, 'copy', { icon: IconClipboard, title: t('Copy ID'), run: () => void copyText(row.id) }),
    deed(of, 'delete', { icon: IconTrash, title: t('Delete…'), danger: true, run: () => asked('delete') }),
  ];
}

export function imageItem(row: ImageRow): PaletteItem {
  const id = `image:${row.id}`;
  return {
    ...{ id, kind: t('Image'), icon: IconBoxMultiple, title: titleOf(row), detail: shortId(row.id) },
    words: `${namesOf(row).join(' ')} ${shortId(row.id)}`,
    run: () => navigate(detailsPath(row.id)),
    deeds: () => deedsOf(row, id),
  };
}
