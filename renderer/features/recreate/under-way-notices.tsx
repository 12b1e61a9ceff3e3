import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { UnderWay } from '../../../main/contract/recreate';
import { withoutControls } from '../../lib/control-characters';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { whileVisible } from '../../lib/while-visible';
import { rpc } from '../../rpc/client';
import { watch } from '../../rpc/use-stream';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { Notice } from '../../ui/notice';
import { showToast } from '../../ui/toast-store';
import classes from './recreate.module.css';

/** Edits that were cut off, or wait for a decision. */
export function UnderWayNotices() {
  const [rows, setRows] = useState<readonly UnderWay[]>([]);
  useEffect(() => whileVisible(() => watch('recreate.underWay', undefined, { onItem: setRows })), []);
  return (
    <div className={classes.notices} aria-live="polite">
      {rows.map((row) => (
        <One key={row.operation} row={row} />
      ))}
    </div>
  );
}

const TITLES: Readonly<Record<UnderWay['state'], (name: string) => string>> = {
  settling: (name) => t('An edit of {name} was cut off and is being settled', { name }),
  asks: (name) => t('An edit of {name} waits for your decision', { name }),
  undone: (name) => t('An edit of {name} was cut off and is undone', { name }),
  finished: (name) => t('An edit of {name} was cut off and is finished', { name }),
};

function One({ row: { operation, name, state, detail } }: { readonly row: UnderWay }) {
  const settle = useMutation({
    mutationFn: (choice: 'rollback' | 'keep') => rpc.call('recreate.settle', { operation, choice }),
    onError: (error) => showToast('bad', errorLine(error)),
  });
  const told = state === 'undone' || state === 'finished';
  const onDismiss = (): void => void rpc.call('recreate.seen', { operation }).catch(() => undefined);
  return (
    <Notice
      tone={state === 'asks' ? 'warn' : 'info'}
      title={TITLES[state](withoutControls(name))}
      {...(told && { onDismiss })}
      {...(state === 'asks' && {
        actions: (
          <>
            <Button disabled={settle.isPending} onClick={() => settle.mutate('keep')}>
              {t('Keep the new one')}
            </Button>
            <Button variant="primary" disabled={settle.isPending} onClick={() => settle.mutate('rollback')}>
              {t('Roll back')}
            </Button>
          </>
        ),
      })}
    >
      <EngineText value={detail} wrap />
    </Notice>
  );
}
