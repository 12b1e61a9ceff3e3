import { Menu } from '@mantine/core';
import {
  IconArrowsDiff,
  IconFileCode,
  IconPackage,
  IconPencil,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { BuildRow } from '../../../../main/contract/builds';
import { t } from '../../../lib/i18n';
import { detailsPath, filePath } from '../routes';
import { isOver } from '../words';
import { cancel, editAgain, rerun } from './deeds';
import { askForget } from './forget-dialog';

/** What other features do about a build; what is left out is not offered. */
export interface BuildDeeds {
  readonly onOpenImage?: (id: string) => void;
}

interface Props {
  readonly rows: readonly BuildRow[];
  readonly deeds: BuildDeeds;
}

/** What can be done with these. */
export function BuildMenu({ rows, deeds }: Props) {
  const [, navigate] = useLocation();
  const [row, other] = rows;
  if (row === undefined) return null;
  const over = rows.filter(isOver);
  return (
    <>
      {rows.length === 1 && <One row={row} deeds={deeds} />}
      {rows.length === 2 && other !== undefined && (
        <Menu.Item
          leftSection={<IconArrowsDiff size={16} />}
          onClick={() => navigate(detailsPath(row.id, 'compare', other.id))}
        >
          {t('Compare')}
        </Menu.Item>
      )}
      {over.length > 0 && (
        <Menu.Item data-danger leftSection={<IconTrash size={16} />} onClick={() => askForget(over)}>
          {t('{count, plural, one {Forget…} other {Forget #…}}', { count: over.length })}
        </Menu.Item>
      )}
    </>
  );
}

function One({ row, deeds: { onOpenImage } }: { readonly row: BuildRow; readonly deeds: BuildDeeds }) {
  const [, navigate] = useLocation();
  const { imageId, wish } = row;
  const { folder, dockerfile } = wish;
  return (
    <>
      {!isOver(row) && (
        <Menu.Item leftSection={<IconPlayerStop size={16} />} onClick={() => cancel(row)}>
          {t('Cancel')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => rerun(row, navigate)}>
        {t('Build again')}
      </Menu.Item>
      <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => editAgain(row, navigate)}>
        {t('Edit and build…')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFileCode size={16} />}
        onClick={() =>
          navigate(filePath({ folder, dockerfile, file: dockerfile, line: row.failedLine, build: row.id }))
        }
      >
        {t('Edit the Dockerfile…')}
      </Menu.Item>
      {imageId !== null && onOpenImage !== undefined && (
        <Menu.Item leftSection={<IconPackage size={16} />} onClick={() => onOpenImage(imageId)}>
          {t('Open the image')}
        </Menu.Item>
      )}
      <Menu.Divider />
    </>
  );
}
