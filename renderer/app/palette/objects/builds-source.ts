import {
  IconFileCode,
  IconHammer,
  IconPackage,
  IconPencil,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { BuildRow } from '../../../../main/contract/builds';
import { cancel, editAgain, rerun } from '../../../features/builds/actions/deeds';
import { askForget } from '../../../features/builds/actions/forget-dialog';
import { useBuilds } from '../../../features/builds/builds-store';
import { detailsPath, filePath, LIST_PATH } from '../../../features/builds/routes';
import { isOver, STATE_WORDS, titleOf } from '../../../features/builds/words';
import { detailsPath as imagePath } from '../../../features/images/routes';
import { t } from '../../../lib/i18n';
import type { PaletteItem, PaletteSource } from '../item';
import { deed } from './deed';
import { keeping } from './watched';

function deedsOf(row: BuildRow, of: string): readonly PaletteItem[] {
  const { folder, dockerfile } = row.wish;
  const { imageId } = row;
  const edited = { folder, dockerfile, file: dockerfile, line: row.failedLine, build: row.id };
  const forget = (): void => {
    navigate(LIST_PATH);
    askForget([row]);
  };
  return [
    deed(of, 'open', { icon: IconHammer, title: t('Details'), run: () => navigate(detailsPath(row.id)) }),
    !isOver(row) && deed(of, 'cancel', { icon: IconPlayerStop, title: t('Cancel'), run: () => cancel(row) }),
    deed(of, 'again', { icon: IconRefresh, title: t('Build again'), run: () => rerun(row, navigate) }),
    deed(of, 'edit', { icon: IconPencil, title: t('Edit and build…'), run: () => editAgain(row, navigate) }),
    deed(of, 'file', {
      ...{ icon: IconFileCode, title: t('Edit the Dockerfile…') },
      run: () => navigate(filePath(edited)),
    }),
    imageId !== null &&
      deed(of, 'image', { icon: IconPackage, title: t('Open the image'), run: () => navigate(imagePath(imageId)) }),
    isOver(row) &&
      deed(of, 'forget', {
        ...{ icon: IconTrash, title: t('{count, plural, one {Forget…} other {Forget #…}}', { count: 1 }) },
        ...{ danger: true, run: forget },
      }),
  ].filter((each) => each !== false);
}

const buildItem = (row: BuildRow): PaletteItem => ({
  ...{ id: `build:${row.id}`, kind: t('Build'), icon: IconHammer, title: titleOf(row), detail: STATE_WORDS[row.state] },
  words: `${row.wish.tags.join(' ')} ${row.wish.folder}`,
  run: () => navigate(detailsPath(row.id)),
  deeds: () => deedsOf(row, `build:${row.id}`),
});

const itemOf = keeping(buildItem);

/** The page has them already. */
export const BUILDS_SOURCE: PaletteSource = {
  kind: 'objects',
  items: () => Array.from(useBuilds.getState().rows.values(), itemOf),
  subscribe: (listener) => useBuilds.subscribe(listener),
};
