import { IconArrowsDownUp } from '@tabler/icons-react';
import type { Ref } from 'react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import classes from '../pulls.module.css';
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
    <Button
      ref={ref}
      variant="subtle"
      className={classes.tool}
      icon={<IconArrowsDownUp size={15} />}
      aria-expanded={shown}
      aria-controls={shown ? controls : undefined}
      onClick={() => showPanel(!shown)}
    >
      <span className={classes.toolText}>{t('Transfers')}</span>
      {running > 0 && (
        <>
          <span className={classes.count}>{running}</span>
          <span className="sw-hidden">{t('running')}</span>
        </>
      )}
    </Button>
  );
}
