import { IconDownload, IconTrash, IconX } from '@tabler/icons-react';
import type { ImageRow } from '../../../main/contract/images';
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
    <div className={parts.bar} role="toolbar" aria-label="Selected images">
      <span aria-live="polite">{selected.length} selected</span>
      <Button icon={<IconDownload size={15} />} onClick={() => void save(selected.flatMap(savedNames))}>
        Save
      </Button>
      <Button variant="danger" icon={<IconTrash size={15} />} onClick={() => ask({ kind: 'delete', rows: selected })}>
        Delete
      </Button>
      <IconButton label="Clear the selection" icon={<IconX size={15} />} onClick={onClear} />
    </div>
  );
}
