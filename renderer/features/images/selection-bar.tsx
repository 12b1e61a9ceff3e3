import { IconDownload, IconTrash, IconX } from '@tabler/icons-react';
import type { ImageRow } from '../../../main/contract/images';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import parts from '../../ui/list-parts.module.css';
import { save } from './actions/bulk';
import { savedNames } from './actions/image-menu';
import { ask } from './questions-store';

interface Props {
  readonly selected: readonly ImageRow[];
  readonly onClear: () => void;
}

/** What can be done to all that is selected, in one go. */
export function SelectionBar({ selected, onClear }: Props) {
  if (selected.length === 0) return null;
  return (
    <div className={parts.bar} role="toolbar" aria-label={t('Selected images')}>
      <span aria-live="polite">{t('{count} selected', { count: selected.length })}</span>
      <Button icon={<IconDownload size={15} />} onClick={() => void save(selected.flatMap(savedNames))}>
        {t('Save')}
      </Button>
      <Button variant="danger" icon={<IconTrash size={15} />} onClick={() => ask({ kind: 'delete', rows: selected })}>
        {t('Delete')}
      </Button>
      <IconButton label={t('Clear the selection')} icon={<IconX size={15} />} onClick={onClear} />
    </div>
  );
}
