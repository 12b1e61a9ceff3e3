import { IconGauge } from '@tabler/icons-react';
import { useEffect } from 'react';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { startBudget, sums, useBudget } from './budget-store';
import classes from './status-bar.module.css';
import { megabytes, shareWords } from './words';

/** What Slipway itself takes, always in sight; opens all of it. */
export function OwnUse({ onOpen }: { readonly onOpen: () => void }) {
  useEffect(startBudget, []);
  const use = useBudget((store) => store.use);
  const sum = use === null ? null : sums(use);
  const words =
    sum === null
      ? t('Slipway itself')
      : t('Slipway itself: {cpu}, {memory}', { cpu: shareWords(sum.cpuShare), memory: megabytes(sum.memoryBytes) });
  return (
    <Button
      variant="subtle"
      className={classes.tool}
      icon={<IconGauge size={15} />}
      aria-haspopup="dialog"
      aria-label={words}
      title={words}
      onClick={onOpen}
    >
      <span className={classes.own} aria-hidden>
        {sum === null ? '–' : `${shareWords(sum.cpuShare)} · ${megabytes(sum.memoryBytes)}`}
      </span>
    </Button>
  );
}
