import { Menu } from '@mantine/core';
import {
  IconCloudDownload,
  IconCloudUpload,
  IconCopy,
  IconDownload,
  IconPlayerPlay,
  IconTag,
  IconTagOff,
  IconTrash,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { ImageRow } from '../../../../main/contract/images';
import { t } from '../../../lib/i18n';
import { copyText } from '../../../ui/copy-button';
import { ask } from '../questions-store';
import { runPath } from '../routes';
import { referenceOf } from '../words';
import { save } from './bulk';

/** What other features do with images; what is left out is not offered. */
export interface ImageDeeds {
  /** Pulls this name again. */
  readonly onPull?: (reference: string) => void;
  readonly onPush?: (reference: string) => void;
}

/** With all of its names, which come back with it. */
export const savedNames = ({ id, tags }: ImageRow): readonly string[] => (tags.length > 0 ? tags : [id]);

interface Props {
  readonly rows: readonly ImageRow[];
  readonly deeds: ImageDeeds;
}

/** What can be done with these. */
export function ImageMenu({ rows, deeds }: Props) {
  const [row] = rows;
  if (row === undefined) return null;
  return (
    <>
      {rows.length === 1 && <One row={row} deeds={deeds} />}
      <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => void save(rows.flatMap(savedNames))}>
        {t('{count, plural, one {Save…} other {Save #…}}', { count: rows.length })}
      </Menu.Item>
      {rows.length === 1 && <Copies row={row} />}
      <Menu.Divider />
      <Menu.Item data-danger leftSection={<IconTrash size={16} />} onClick={() => ask({ kind: 'delete', rows })}>
        {t('{count, plural, one {Delete…} other {Delete #…}}', { count: rows.length })}
      </Menu.Item>
    </>
  );
}

function One({ row, deeds: { onPull, onPush } }: { readonly row: ImageRow; readonly deeds: ImageDeeds }) {
  const [, navigate] = useLocation();
  const [tag] = row.tags;
  return (
    <>
      <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => navigate(runPath(referenceOf(row)))}>
        {t('Run…')}
      </Menu.Item>
      {onPull !== undefined && tag !== undefined && (
        <Menu.Item leftSection={<IconCloudDownload size={16} />} onClick={() => onPull(tag)}>
          {t('Pull newer…')}
        </Menu.Item>
      )}
      {onPush !== undefined && tag !== undefined && (
        <Menu.Item leftSection={<IconCloudUpload size={16} />} onClick={() => onPush(tag)}>
          {t('Push…')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item leftSection={<IconTag size={16} />} onClick={() => ask({ kind: 'tag', row })}>
        {t('Tag…')}
      </Menu.Item>
      {tag !== undefined && (
        <Menu.Item leftSection={<IconTagOff size={16} />} onClick={() => ask({ kind: 'untag', row })}>
          {t('Untag…')}
        </Menu.Item>
      )}
    </>
  );
}

function Copies({ row: { id, digests } }: { readonly row: ImageRow }) {
  const [digest] = digests;
  return (
    <>
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void copyText(id)}>
        {t('Copy id')}
      </Menu.Item>
      {digest !== undefined && (
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void copyText(digest)}>
          {t('Copy digest')}
        </Menu.Item>
      )}
    </>
  );
}
