import {
  IconBolt,
  IconClipboard,
  IconExternalLink,
  IconFileText,
  type Icon,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { ContainerRow } from '../../../../main/contract/containers';
import { openRun } from '../../../features/containers/actions/commands';
import { ACTION_WORDS, applies, ROW_ACTIONS, type RowAction } from '../../../features/containers/actions/kinds';
import { projectLogsAddress } from '../../../features/containers/actions/logs-address';
import { tabsWith } from '../../../features/containers/details/tabs';
import { detailsPath, listPath } from '../../../features/containers/routes';
import { ask } from '../../../features/containers/ui-store';
import { errorLine } from '../../../lib/errors';
import { safeUrl } from '../../../lib/external-link';
import { t } from '../../../lib/i18n';
import { portViews } from '../../../lib/ports';
import { rpc } from '../../../rpc/client';
import { copyText } from '../../../ui/copy-button';
import { showToast } from '../../../ui/toast-store';
import { CONTAINER_TABS } from '../../container-tabs';
import type { PaletteItem } from '../item';
import { deed, tabDeed } from './deed';
import { recreateDeeds } from './recreate-deeds';

const ICONS: Readonly<Record<RowAction, Icon>> = {
  start: IconPlayerPlay,
  stop: IconPlayerStop,
  restart: IconRefresh,
  pause: IconPlayerPause,
  unpause: IconPlayerPlay,
  kill: IconBolt,
  rename: IconPencil,
  remove: IconTrash,
};

const isAlive = ({ state }: ContainerRow): boolean => ['running', 'paused', 'restarting'].includes(state);

/** Told by a toast: the list, which tells it otherwise, may not be in sight. */
async function act(action: Exclude<RowAction, 'rename' | 'remove'>, { id, name }: ContainerRow): Promise<void> {
  const { label, done } = ACTION_WORDS[action];
  try {
    for await (const { outcome, message } of openRun({ action, ids: [id] }, new AbortController().signal)) {
      if (outcome === 'done') showToast('ok', `${done}: ${name}`);
      if (outcome === 'failed') showToast('bad', `${label}: ${name}`, message);
    }
  } catch (error) {
    showToast('bad', `${label}: ${name}`, errorLine(error));
  }
}

/** What is lost is told, and a name asked for, by the list's own dialogs. */
function run(action: RowAction, row: ContainerRow): void {
  if (action !== 'remove' && action !== 'rename') {
    void act(action, row);
    return;
  }
  navigate(listPath(''));
  ask(action === 'remove' ? { kind: action, ids: [row.id] } : { kind: action, id: row.id });
}

const command = (action: RowAction, row: ContainerRow): Promise<string> =>
  action === 'rename'
    ? rpc.call('containers.cli', { action, id: row.id, name: 'NEW_NAME' })
    : rpc.call('containers.cli', { action, ids: [row.id], force: action === 'remove' && isAlive(row) });

const actionDeeds = (row: ContainerRow, of: string): readonly PaletteItem[] =>
  ROW_ACTIONS.filter((action) => applies(action, row)).map((action) =>
    deed(of, action, {
      icon: ICONS[action],
      title: action === 'remove' || action === 'rename' ? `${ACTION_WORDS[action].label}…` : ACTION_WORDS[action].label,
      danger: action === 'remove' || action === 'kill',
      run: () => run(action, row),
      command: () => command(action, row),
    }),
  );

/** Each published port that a browser can open. */
const portDeeds = (row: ContainerRow, of: string): readonly PaletteItem[] =>
  portViews(row.ports).flatMap(({ key, label, href }) => {
    const url = href === null ? null : safeUrl(href);
    if (url === null) return [];
    const open = (): void => void window.open(url, '_blank', 'noopener,noreferrer');
    return [
      deed(of, `port/${key}`, { icon: IconExternalLink, title: t('Open port {port}', { port: label }), run: open }),
    ];
  });

export function containerDeeds(row: ContainerRow, of: string): readonly PaletteItem[] {
  const { id, project } = row;
  const tabs = tabsWith(CONTAINER_TABS).filter((tab) => tab.isFor?.(row) !== false);
  const [remove, ...others] = [...actionDeeds(row, of)].reverse();
  return [
    ...others.reverse(),
    ...portDeeds(row, of),
    ...tabs.map((tab) => tabDeed(of, tab, IconFileText, detailsPath(id, { tab: tab.path, search: '' }))),
    ...(project === null
      ? []
      : [
          deed(of, 'project-logs', {
            ...{ icon: IconFileText, title: t('Logs of the project'), detail: project },
            run: () => navigate(projectLogsAddress(project)),
          }),
        ]),
    ...recreateDeeds(row, of),
    deed(of, 'copy', { icon: IconClipboard, title: t('Copy ID'), run: () => void copyText(id) }),
    ...(remove === undefined ? [] : [remove]),
  ];
}
