import { IconArrowsDiff, IconTrash, IconX } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { BuildRow } from '../../../main/contract/builds';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import parts from '../../ui/list-parts.module.css';
import { askForget } from './actions/forget-dialog';
import { detailsPath } from './routes';
import { isOver } from './words';

interface Props {
  readonly selected: readonly BuildRow[];
  readonly onClear: () => void;
}

/** What can be done to all that is selected, in one go. */
export function SelectionBar({ selected, onClear }: Props) {
  const [, navigate] = useLocation();
  if (selected.length === 0) return null;
  const over = selected.filter(isOver);
  const byAge = [...selected].sort((a, b) => a.startedAt - b.startedAt);
  const [older, newer] = byAge;
  const two = selected.length === 2 && older !== undefined && newer !== undefined;
  return (
    <div className={parts.bar} role="toolbar" aria-label={t('Selected builds')}>
      <span aria-live="polite">{t('{count} selected', { count: selected.length })}</span>
      <Button
        icon={<IconArrowsDiff size={15} />}
        disabled={!two}
        title={two ? undefined : t('Select two builds')}
        onClick={() => two && navigate(detailsPath(older.id, 'compare', newer.id))}
      >
        {t('Compare')}
      </Button>
      <Button icon={<IconTrash size={15} />} disabled={over.length === 0} onClick={() => askForget(over)}>
        {t('Forget')}
      </Button>
      <IconButton label={t('Clear the selection')} icon={<IconX size={15} />} onClick={onClear} />
    </div>
  );
}
