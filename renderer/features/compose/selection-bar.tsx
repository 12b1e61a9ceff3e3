import { IconPlayerPlay, IconPlayerStop, IconRefresh, IconX } from '@tabler/icons-react';
import type { ProjectRow } from '../../../main/contract/compose';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import parts from '../../ui/list-parts.module.css';
import { beginAll } from './actions/deeds';
import { plainWish } from './wishes';

interface Props {
  readonly selected: readonly ProjectRow[];
  readonly onClear: () => void;
}

const keysOf = (rows: readonly ProjectRow[]): readonly string[] => rows.map(({ key }) => key);

/** What can be done to all that is selected, in one go. */
export function SelectionBar({ selected, onClear }: Props) {
  if (selected.length === 0) return null;
  const idle = selected.filter(({ run, containers }) => run === null && containers > 0);
  const stopped = idle.filter(({ state }) => state !== 'running');
  const running = idle.filter(({ state }) => state !== 'stopped');
  return (
    <div className={parts.bar} role="toolbar" aria-label={t('Selected projects')}>
      <span aria-live="polite">{t('{count} selected', { count: selected.length })}</span>
      <Button
        icon={<IconPlayerPlay size={15} />}
        disabled={stopped.length === 0}
        onClick={() => beginAll(keysOf(stopped), plainWish('start'))}
      >
        {t('Start')}
      </Button>
      <Button
        icon={<IconPlayerStop size={15} />}
        disabled={running.length === 0}
        onClick={() => beginAll(keysOf(running), plainWish('stop'))}
      >
        {t('Stop')}
      </Button>
      <Button
        icon={<IconRefresh size={15} />}
        disabled={idle.length === 0}
        onClick={() => beginAll(keysOf(idle), plainWish('restart'))}
      >
        {t('Restart')}
      </Button>
      <IconButton label={t('Clear the selection')} icon={<IconX size={15} />} onClick={onClear} />
    </div>
  );
}
