import { Menu } from '@mantine/core';
import { IconClipboard, IconFileDescription, IconFileText, IconTerminal2 } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useLocation } from 'wouter';
import type { ContainerRow } from '../../../../main/contract/containers';
import { useKeyLabel } from '../../../lib/actions/bindings';
import type { Action } from '../../../lib/actions/define';
import { t, Trans } from '../../../lib/i18n';
import { copyText } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { Kbd } from '../../../ui/kbd';
import { containerRows, useContainers } from '../containers';
import { PointMenu } from '../../../ui/point-menu';
import { CONTAINER_ACTIONS } from '../keys';
import { useDetailsPath } from '../routes';
import { type MenuAt, openMenu, useUi } from '../ui-store';
import { useReturnedFocus } from '../../../ui/use-returned-focus';
import { ActionIcon } from './action-icon';
import classes from './actions.module.css';
import { copyCommand, perform } from './commands';
import { logsAddress, projectLogsAddress, projectOf } from './logs-address';
import { ACTION_WORDS, ROW_ACTIONS, type RowAction, applies, countWords } from './kinds';

const KEYS: Readonly<Record<RowAction, Action>> = {
  start: CONTAINER_ACTIONS.stop,
  stop: CONTAINER_ACTIONS.stop,
  restart: CONTAINER_ACTIONS.restart,
  pause: CONTAINER_ACTIONS.pause,
  unpause: CONTAINER_ACTIONS.pause,
  kill: CONTAINER_ACTIONS.kill,
  rename: CONTAINER_ACTIONS.rename,
  remove: CONTAINER_ACTIONS.remove,
};

export interface MenuItemsProps {
  readonly rows: readonly ContainerRow[];
}

interface Props {
  /** Other features' items. */
  readonly More: ComponentType<MenuItemsProps>;
}

/** The one context menu of the list; it opens at a point, for any number of containers. */
export function ContextMenu({ More }: Props) {
  const menu = useUi((state) => state.menu);
  useReturnedFocus(menu !== null);
  if (menu === null) return null;
  return (
    <PointMenu at={menu} label={t('Container actions')} onClose={() => openMenu(null)}>
      <Items menu={menu} More={More} />
    </PointMenu>
  );
}

function Items({ menu: { ids }, More }: Props & { readonly menu: MenuAt }) {
  // The rows live on while the menu is open, and so does what can be done to them.
  useContainers(({ version }) => version);
  const [, navigate] = useLocation();
  const detailsPath = useDetailsPath();
  const rows = containerRows(ids);
  const [first] = rows;
  if (first === undefined) return <Menu.Label>{t('No longer there')}</Menu.Label>;
  const single = rows.length === 1;
  const project = projectOf(rows);
  const possible = ROW_ACTIONS.filter(
    (action) => (single || action !== 'rename') && rows.some((row) => applies(action, row)),
  );
  return (
    <>
      <Menu.Label className={classes.menuLabel}>
        {single ? <EngineText value={first.name} /> : countWords(rows.length)}
      </Menu.Label>
      {possible.map((action) => (
        <Menu.Item
          key={action}
          data-danger={action === 'remove' || action === 'kill' || undefined}
          leftSection={<ActionIcon action={action} />}
          rightSection={<KeyHint action={action} />}
          onClick={() => perform(action, ids)}
        >
          {ACTION_WORDS[action].label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <More rows={rows} />
      <Menu.Divider />
      <Menu.Item leftSection={<IconFileText size={16} />} onClick={() => navigate(logsAddress(ids))}>
        {t('Logs')}
      </Menu.Item>
      {project !== null && (
        <Menu.Item leftSection={<IconFileText size={16} />} onClick={() => navigate(projectLogsAddress(project))}>
          <Trans text="Logs of project {project}" values={{ project: <EngineText value={project} /> }} />
        </Menu.Item>
      )}
      {single && (
        <>
          <Menu.Item leftSection={<IconFileDescription size={16} />} onClick={() => navigate(detailsPath(first.id))}>
            {t('Details')}
          </Menu.Item>
          <Menu.Item leftSection={<IconClipboard size={16} />} onClick={() => void copyText(first.id)}>
            {t('Copy ID')}
          </Menu.Item>
        </>
      )}
      <CopyMenu actions={possible} onPick={(action) => void copyCommand(action, ids)} />
    </>
  );
}

const KeyHint = ({ action }: { readonly action: RowAction }) => {
  const key = useKeyLabel(KEYS[action]);
  return (
    key !== undefined && (
      <span aria-hidden>
        <Kbd>{key}</Kbd>
      </span>
    )
  );
};

interface CopyMenuProps {
  readonly actions: readonly RowAction[];
  readonly onPick: (action: RowAction) => void;
}

function CopyMenu({ actions, onPick }: CopyMenuProps) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconTerminal2 size={16} />}>{t('Copy as docker command')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {actions.map((action) => (
          <Menu.Item key={action} onClick={() => onPick(action)}>
            {ACTION_WORDS[action].label}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
