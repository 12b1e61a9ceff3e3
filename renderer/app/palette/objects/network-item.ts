import { IconClipboard, IconNetwork } from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { NetworkRow } from '../../../../main/contract/networks';
import { networkPath } from '../../../features/networks/words';
import { t } from '../../../lib/i18n';
import { copyText } from '../../../ui/copy-button';
import type { PaletteItem } from '../item';
import { deed } from './deed';

/** What else can be done with a network is done in its details. */
export function networkItem(row: NetworkRow): PaletteItem {
  const id = `network:${row.id}`;
  const open = (): void => navigate(networkPath(row.id));
  return {
    ...{ id, kind: t('Network'), icon: IconNetwork, title: row.name, detail: row.driver, run: open },
    words: `${row.driver} ${row.project ?? ''} ${row.subnets.map(({ subnet }) => subnet).join(' ')}`,
    deeds: () => [
      deed(id, 'open', { icon: IconNetwork, title: t('Details'), run: open }),
      deed(id, 'copy', { icon: IconClipboard, title: t('Copy ID'), run: () => void copyText(row.id) }),
    ],
  };
}
