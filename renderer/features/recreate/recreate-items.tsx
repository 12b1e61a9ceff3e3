import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCopyPlus,
  IconFileExport,
  IconFileTypeXml,
  IconPencil,
  IconPhotoPlus,
  IconRefresh,
  IconStack2,
  IconTrash,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { ContainerRow } from '../../../main/contract/containers';
import { t } from '../../lib/i18n';
import { exportFiles } from './export-files';
import { keptOf } from './kept-name';
import { ask } from './recreate-store';

interface Props {
  readonly rows: readonly ContainerRow[];
}

/** What the menu of containers has of this feature. */
export function RecreateItems({ rows }: Props) {
  const [, navigate] = useLocation();
  const [first] = rows;
  if (first === undefined) return null;
  const single = rows.length === 1;
  const subject = { id: first.id, name: first.name };
  const compose = (
    <Menu.Item
      leftSection={<IconFileTypeXml size={16} />}
      onClick={() => ask({ kind: 'compose', subjects: rows.map(({ id, name }) => ({ id, name })) })}
    >
      {t('Export as compose…')}
    </Menu.Item>
  );
  if (!single) return compose;
  if (keptOf(first.name) !== null)
    return (
      <>
        <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => ask({ kind: 'bring-back', subject })}>
          {t('Bring back…')}
        </Menu.Item>
        <Menu.Item data-danger leftSection={<IconTrash size={16} />} onClick={() => ask({ kind: 'let-go', subject })}>
          {t('Let go…')}
        </Menu.Item>
      </>
    );
  return (
    <>
      <Menu.Item
        leftSection={<IconPencil size={16} />}
        onClick={() => navigate(`/run?edit=${encodeURIComponent(first.id)}`)}
      >
        {t('Edit…')}
      </Menu.Item>
      <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => ask({ kind: 'update', subject })}>
        {t('Update image…')}
      </Menu.Item>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconCopyPlus size={16} />}>{t('Clone and export')}</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          <Menu.Item
            leftSection={<IconCopyPlus size={16} />}
            onClick={() => navigate(`/run?clone=${encodeURIComponent(first.id)}`)}
          >
            {t('Clone…')}
          </Menu.Item>
          <Menu.Item leftSection={<IconStack2 size={16} />} onClick={() => ask({ kind: 'clone', subject })}>
            {t('Clone from current state…')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPhotoPlus size={16} />} onClick={() => ask({ kind: 'commit', subject })}>
            {t('Commit to an image…')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileExport size={16} />} onClick={() => void exportFiles(subject)}>
            {t('Export file system')}
          </Menu.Item>
          {compose}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
    </>
  );
}
