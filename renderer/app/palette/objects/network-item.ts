import { IconClipboard, IconNetwork, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { NetworkRow } from '../../../../main/contract/networks';
import { ask, type Question } from '../../../features/networks/questions-store';
import { isConnectable, keptBecause, LIST_PATH, networkPath } from '../../../features/networks/words';
import { t } from '../../../lib/i18n';
import { copyText } from '../../../ui/copy-button';
import type { PaletteItem } from '../item';
import { deed } from './deed';

function deedsOf(row: NetworkRow, of: string): readonly PaletteItem[] {
  const asking = (question: Question) => () => {
    navigate(LIST_PATH);
    ask(question);
  };
  return [
    deed(of, 'open', { icon: IconNetwork, title: t('Details'), run: () => navigate(networkPath(row.id)) }),
    isConnectable(row) &&
      deed(of, 'connect', {
        ...{ icon: IconPlugConnected, title: t('Connect a container…') },
        run: asking({ kind: 'connect', network: row }),
      }),
    deed(of, 'copy', { icon: IconClipboard, title: t('Copy ID'), run: () => void copyText(row.id) }),
    keptBecause(row) === null &&
      deed(of, 'delete', {
        ...{ icon: IconTrash, title: t('Delete…'), danger: true },
        run: asking({ kind: 'delete', rows: [row] }),
      }),
  ].filter((each) => each !== false);
}

export function networkItem(row: NetworkRow): PaletteItem {
  const id = `network:${row.id}`;
  return {
    ...{ id, kind: t('Network'), icon: IconNetwork, title: row.name, detail: row.driver },
    words: `${row.driver} ${row.project ?? ''} ${row.subnets.map(({ subnet }) => subnet).join(' ')}`,
    run: () => navigate(networkPath(row.id)),
    deeds: () => deedsOf(row, id),
  };
}
