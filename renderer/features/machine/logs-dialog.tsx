import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { MachinePower } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { Skeleton } from '../../ui/skeleton';
import { Failure } from './fault-notice';
import classes from './machine.module.css';
import { TextBox } from './text-box';

const LOGS = [
  ['engine', t('Engine')],
  ['boot', t('Boot')],
  ['console', t('Console')],
] as const;
type Which = (typeof LOGS)[number][0];

const PANEL = 'machine-log';

/** Left and right go from tab to tab, as in any tab list. */
function onTabKey({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  const tabs = [...currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const next = tabs[(at + step + tabs.length) % tabs.length];
  next?.focus();
  next?.click();
}

interface Props {
  readonly power: MachinePower;
  readonly onClose: () => void;
}

/** What the machine wrote, its end in sight: there is where it went wrong. */
export function LogsDialog({ power, onClose }: Props) {
  // Only the console's is there when the machine is off.
  const [which, setWhich] = useState<Which>(power === 'running' ? 'engine' : 'console');
  const log = useQuery({
    queryKey: ['machine', 'log', which],
    queryFn: ({ signal }) => rpc.call('machine.log', { which }, { signal }),
    gcTime: 0,
  });
  return (
    <Dialog
      opened
      title={t('Logs of the Slipway VM')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          {log.data !== undefined && <CopyButton text={log.data.text} label={t('Copy log')} withText />}
          <Button
            icon={<IconRefresh size={15} />}
            aria-disabled={log.isFetching || undefined}
            onClick={() => void log.refetch({ cancelRefetch: false })}
          >
            {log.isFetching ? t('Reading…') : t('Read again')}
          </Button>
        </>
      }
    >
      <div role="tablist" aria-label={t('Logs')} className={classes.tabs} onKeyDown={onTabKey}>
        {LOGS.map(([key, title]) => (
          <button
            key={key}
            type="button"
            role="tab"
            data-autofocus={key === which || undefined}
            aria-selected={key === which}
            aria-controls={PANEL}
            tabIndex={key === which ? 0 : -1}
            className={classes.tab}
            onClick={() => setWhich(key)}
          >
            {title}
          </button>
        ))}
      </div>
      <div id={PANEL} role="tabpanel" aria-label={LOGS.find(([key]) => key === which)?.[1]} aria-busy={log.isFetching}>
        {log.error !== null && <Failure error={log.error} onRetry={() => void log.refetch()} />}
        {log.data === undefined ? (
          log.error === null && <Skeleton height="12em" />
        ) : (
          <TextBox key={which} text={log.data.text} label={t('Text of the log')} />
        )}
      </div>
    </Dialog>
  );
}
