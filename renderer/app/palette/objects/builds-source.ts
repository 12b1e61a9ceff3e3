import { IconHammer } from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { BuildRow } from '../../../../main/contract/builds';
import { useBuilds } from '../../../features/builds/builds-store';
import { detailsPath } from '../../../features/builds/routes';
import { STATE_WORDS, titleOf } from '../../../features/builds/words';
import { t } from '../../../lib/i18n';
import type { PaletteItem, PaletteSource } from '../item';
import { keeping } from './watched';

const buildItem = (row: BuildRow): PaletteItem => ({
  ...{ id: `build:${row.id}`, kind: t('Build'), icon: IconHammer, title: titleOf(row), detail: STATE_WORDS[row.state] },
  words: `${row.wish.tags.join(' ')} ${row.wish.folder}`,
  run: () => navigate(detailsPath(row.id)),
});

const itemOf = keeping(buildItem);

/** The page has them already. */
export const BUILDS_SOURCE: PaletteSource = {
  kind: 'objects',
  items: () => Array.from(useBuilds.getState().rows.values(), itemOf),
  subscribe: (listener) => useBuilds.subscribe(listener),
};
