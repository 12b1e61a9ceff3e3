import { IconFileText, IconX } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { containerRows, useContainers } from '../containers';
import { stepSelection, useUi } from '../ui-store';
import { ActionIcon } from './action-icon';
import classes from './bulk-bar.module.css';
import { perform } from './commands';
import { logsAddress } from './logs-address';
import { ACTION_WORDS, ROW_ACTIONS, applies } from './kinds';

/** What can be done to all that is selected, in one go. */
export function BulkBar() {
  const ids = useUi(({ selection }) => selection.ids);
  const [, navigate] = useLocation();
  // A string, so that only a change in what is possible renders anew.
  const possible = useContainers(() => {
    const rows = containerRows([...ids]);
    return ROW_ACTIONS.filter((action) => action !== 'rename' && rows.some((row) => applies(action, row))).join(' ');
  }).split(' ');
  if (ids.size === 0) return null;
  return (
    <div role="toolbar" aria-label={t('Selected containers')} className={classes.bar}>
      <span className={classes.count} aria-live="polite">
        {t('{count} selected', { count: ids.size })}
      </span>
      {ROW_ACTIONS.filter((action) => possible.includes(action)).map((action) => (
        <Button
          key={action}
          variant="subtle"
          className={classes.action}
          data-danger={action === 'remove' || undefined}
          icon={<ActionIcon action={action} />}
          onClick={() => perform(action, [...ids])}
        >
          {ACTION_WORDS[action].label}
        </Button>
      ))}
      <Button
        variant="subtle"
        icon={<IconFileText size={16} stroke={1.75} />}
        onClick={() => navigate(logsAddress([...ids]))}
      >
        {t('Logs')}
      </Button>
      <IconButton
        label={t('Clear the selection')}
        hint={t('Esc')}
        className={classes.clear}
        icon={<IconX size={15} />}
        onClick={() => stepSelection({ type: 'clear' })}
      />
    </div>
  );
}
