import { Menu } from '@mantine/core';
import { IconBox, IconFolder, IconPlus, IconTemplate } from '@tabler/icons-react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { ask } from '../actions/questions-store';
import type { PickableContainer } from '../compose-parts';

interface Props {
  readonly listContainers: () => readonly PickableContainer[];
  readonly primary?: boolean;
}

/** The ways to another project. */
export const AddMenu = ({ listContainers, primary = false }: Props) => (
  <Menu position="bottom-end">
    <Menu.Target>
      <Button variant={primary ? 'primary' : 'default'} icon={<IconPlus size={16} />}>
        {t('Add project')}
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Item leftSection={<IconFolder size={16} />} onClick={() => ask({ kind: 'add', path: '' })}>
        {t('From a folder or file…')}
      </Menu.Item>
      <Menu.Item leftSection={<IconTemplate size={16} />} onClick={() => ask({ kind: 'template' })}>
        {t('From a template…')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconBox size={16} />}
        onClick={() => ask({ kind: 'from-containers', containers: listContainers() })}
      >
        {t('From running containers…')}
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
);
