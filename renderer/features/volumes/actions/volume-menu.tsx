import { Menu } from '@mantine/core';
import { IconClipboard, IconCopy, IconDownload, IconEraser, IconTrash, IconUpload } from '@tabler/icons-react';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';
import { copyText } from '../../../ui/copy-button';
import { ask } from '../questions-store';

/** What can be done with these. */
export function VolumeMenu({ rows }: { readonly rows: readonly VolumeRow[] }) {
  const [row] = rows;
  if (row === undefined) return null;
  return (
    <>
      {rows.length === 1 && (
        <>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => ask({ kind: 'clone', row })}>
            {t('Clone…')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => ask({ kind: 'export', row })}>
            {t('Export…')}
          </Menu.Item>
          <Menu.Item leftSection={<IconUpload size={16} />} onClick={() => ask({ kind: 'import', row })}>
            {t('Import…')}
          </Menu.Item>
          <Menu.Item leftSection={<IconClipboard size={16} />} onClick={() => void copyText(row.name)}>
            {t('Copy name')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item data-danger leftSection={<IconEraser size={16} />} onClick={() => ask({ kind: 'empty', row })}>
            {t('Empty…')}
          </Menu.Item>
        </>
      )}
      <Menu.Item data-danger leftSection={<IconTrash size={16} />} onClick={() => ask({ kind: 'delete', rows })}>
        {t('{count, plural, one {Delete…} other {Delete #…}}', { count: rows.length })}
      </Menu.Item>
    </>
  );
}
