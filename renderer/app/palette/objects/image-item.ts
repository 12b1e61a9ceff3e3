import {
  IconBoxMultiple,
  IconClipboard,
  IconCloudDownload,
  IconCloudUpload,
  IconDownload,
  IconFileText,
  IconPlayerPlay,
  IconTag,
  IconTagOff,
  IconTrash,
} from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { ImageRow } from '../../../../main/contract/images';
import { save } from '../../../features/images/actions/bulk';
import { savedNames } from '../../../features/images/actions/image-menu';
import { ask, type Question } from '../../../features/images/questions-store';
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
  const [digest] = row.digests;
  const asked = (question: Question): void => {
    navigate(LIST_PATH);
    ask(question);
  };
  return [
    deed(of, 'run', { icon: IconPlayerPlay, title: t('Run…'), run: () => navigate(runPath(reference)) }),
    ...IMAGE_TABS.map((tab) => tabDeed(of, tab, TAB_ICON, detailsPath(row.id, tab.path))),
    ...(name === undefined
      ? []
      : [
          deed(of, 'pull', {
            icon: IconCloudDownload,
            title: t('Pull newer…'),
            run: () => askPull({ kind: 'pull', references: [name] }),
          }),
          deed(of, 'push', {
            icon: IconCloudUpload,
            title: t('Push…'),
            run: () => askPull({ kind: 'push', image: name }),
          }),
        ]),
    deed(of, 'tag', { icon: IconTag, title: t('Tag…'), run: () => asked({ kind: 'tag', row }) }),
    ...(name === undefined
      ? []
      : [deed(of, 'untag', { icon: IconTagOff, title: t('Untag…'), run: () => asked({ kind: 'untag', row }) })]),
    deed(of, 'save', {
      icon: IconDownload,
      title: t('{count, plural, one {Save…} other {Save #…}}', { count: 1 }),
      run: () => void save(savedNames(row)),
    }),
    deed(of, 'copy', { icon: IconClipboard, title: t('Copy ID'), run: () => void copyText(row.id) }),
    ...(digest === undefined
      ? []
      : [deed(of, 'digest', { icon: IconClipboard, title: t('Copy digest'), run: () => void copyText(digest) })]),
    deed(of, 'delete', {
      icon: IconTrash,
      title: t('Delete…'),
      danger: true,
      run: () => asked({ kind: 'delete', rows: [row] }),
    }),
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
