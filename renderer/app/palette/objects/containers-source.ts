import { IconBox } from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { ContainerRow } from '../../../../main/contract/containers';
import { containersStore } from '../../../features/containers/containers';
import { detailsPath } from '../../../features/containers/routes';
import { t } from '../../../lib/i18n';
import type { PaletteItem, PaletteSource } from '../item';
import { containerDeeds } from './container-deeds';
import { keeping } from './watched';

const SHORT_ID = 12;

function containerItem(row: ContainerRow): PaletteItem {
  const id = `container:${row.id}`;
  const ports = row.ports.flatMap(({ hostPort }) => hostPort ?? []);
  return {
    ...{ id, kind: t('Container'), icon: IconBox, title: row.name, detail: `${row.state} · ${row.image}` },
    words: [row.image, row.project ?? '', row.service ?? '', row.id.slice(0, SHORT_ID), ...ports].join(' '),
    run: () => navigate(detailsPath(row.id, { tab: null, search: '' })),
    deeds: () => containerDeeds(row, id),
  };
}

const itemOf = keeping(containerItem);

/** The page has them already. */
export const CONTAINERS_SOURCE: PaletteSource = {
  kind: 'objects',
  items: () => Array.from(containersStore.getState().rows.values(), itemOf),
  subscribe: (listener) => containersStore.subscribe(listener),
};
