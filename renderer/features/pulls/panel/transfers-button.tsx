import { IconArrowsDownUp } from '@tabler/icons-react';
import type { Ref } from 'react';
import { t } from '../../../lib/i18n';
import { StatusButton } from '../../../ui/status-button';
import { showPanel, usePanel, useTransfers } from '../pulls-store';

interface Props {
  readonly ref: Ref<HTMLButtonElement>;
  /** Of the panel. */
  readonly controls: string;
}

/** In the status bar: how many pulls and pushes are under way; opens the panel. */
export function TransfersButton({ ref, controls }: Props) {
  const shown = usePanel((store) => store.shown);
  const running = useTransfers(({ rows }) => [...rows.values()].filter(({ state }) => state === 'running').length);
  return (
    <StatusButton
      ref={ref}
      icon={<IconArrowsDownUp size={15} />}
      label={t('Transfers')}
      count={{ value: running, word: t('running') }}
      expanded={shown}
      controls={controls}
      onClick={() => showPanel(!shown)}
    />
  );
}
