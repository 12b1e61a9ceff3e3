import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';
import { CopyButton } from '../../../ui/copy-button';
import { DetailsPane } from '../../../ui/details-pane';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { Tabs } from '../../../ui/tabs';
import { VolumeMenu } from '../actions/volume-menu';
import { BackupsTab } from '../backups/backups-tab';
import { detailsPath } from '../routes';
import { useVolumes } from '../volumes-store';
import classes from '../volumes.module.css';
import { titleOf } from '../whose';
import { WorkPanel } from '../work-panel';
import { FactsTab } from './facts-tab';
import type { VolumeTab } from './tab';

const FIRST: VolumeTab = { path: 'details', title: t('Details'), Content: FactsTab };
const LAST: VolumeTab = { path: 'backups', title: t('Backups'), Content: BackupsTab };

interface Props {
  readonly name: string;
  readonly tab: string | undefined;
  /** Of other features. */
  readonly tabs: readonly VolumeTab[];
  readonly onClose: () => void;
}

/** One volume beside the list, or over it where there is no room. */
export function VolumeDetails({ name, tab, tabs: others, onClose }: Props) {
  const row = useVolumes((state) => state.rows.get(name));
  const tabs = [FIRST, ...others, LAST];
  const shown = tabs.find(({ path }) => path === tab) ?? FIRST;
  const title = row === undefined ? name : titleOf(row).text;
  return (
    <DetailsPane
      of={name}
      label={t('Volume {name}', { name })}
      title={title}
      subtitle={
        title !== name && (
          <span className={classes.fullName}>
            <EngineText value={name} />
          </span>
        )
      }
      actions={<Actions name={name} row={row} />}
      onClose={onClose}
    >
      <Tabs tabs={tabs} shown={shown} hrefOf={(one) => detailsPath(name, one === FIRST ? null : one.path)}>
        <shown.Content name={name} />
      </Tabs>
      {/* Where the details lie over the list, and so over what is under way. */}
      <div className={classes.narrow}>
        <WorkPanel volume={name} />
      </div>
    </DetailsPane>
  );
}

const Actions = ({ name, row }: { readonly name: string; readonly row: VolumeRow | undefined }) => (
  <>
    <CopyButton text={name} label={t('Copy name')} />
    {row !== undefined && (
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={t('Volume actions')} icon={<IconDots size={16} />} />
        </Menu.Target>
        <Menu.Dropdown>
          <VolumeMenu rows={[row]} />
        </Menu.Dropdown>
      </Menu>
    )}
  </>
);
