import { useEffect, useState } from 'react';
import type { Cost } from '../../../main/contract/stats';
import { decimalBytes } from '../../lib/bytes';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { durationWords } from '../../lib/time';
import { rpc } from '../../rpc/client';
import { watch } from '../../rpc/use-stream';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Notice } from '../../ui/notice';
import { SettingsGroup } from '../../ui/settings-group';
import { showToast } from '../../ui/toast-store';
import { percentWords } from './figures';
import classes from './recording-cost.module.css';
import { whileSeen } from './when-seen';

/** A round that is later than planned by less is not worth a word, ms. */
const SLACK_MS = 500;

/** What recording the containers' resource use costs, and the way to forget it. */
export function RecordingCost() {
  const cost = useCost();
  return (
    <SettingsGroup title={t('Cost of the history')}>
      <p className={classes.dim}>{t('With it something is measured while nobody looks:')}</p>
      {cost !== null && <CostFacts cost={cost} />}
      <Forget bytes={(cost?.memoryBytes ?? 0) + (cost?.diskBytes ?? 0)} />
    </SettingsGroup>
  );
}

function useCost(): Cost | null {
  const [cost, setCost] = useState<Cost | null>(null);
  useEffect(() => whileSeen(() => watch('stats.cost', undefined, { onItem: setCost })), []);
  return cost;
}

const share = (percent: number | null, unknown: string): string =>
  percent === null
    ? unknown
    : percent < 0.05
      ? t('at most a twentieth of a percent of a processor')
      : t('at most {percent} of a processor', { percent: percentWords(percent) });

function CostFacts({ cost }: { readonly cost: Cost }) {
  const { containers, roundMs, plannedMs, periodMs, shown, hidden, engineUnknown, diskTrouble } = cost;
  const slow = periodMs > plannedMs + SLACK_MS;
  const ownLater = t('Not measured yet: measured while nothing else is looked at');
  const engineLater = engineUnknown === '' ? t('Not measured yet: measured once a minute') : engineUnknown;
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('Slipway’s part, every 10 seconds')}</dt>
        <dd>{share(shown.own, ownLater)}</dd>
        <dt>{t('The engine’s part, every 10 seconds')}</dt>
        <dd>{share(shown.engine, engineLater)}</dd>
        <dt>{t('Slipway’s part, hidden: every minute')}</dt>
        <dd>{share(hidden.own, ownLater)}</dd>
        <dt>{t('The engine’s part, hidden: every minute')}</dt>
        <dd>{share(hidden.engine, engineLater)}</dd>
        <dt>{t('The last round')}</dt>
        <dd>
          {containers === 0
            ? t('None yet')
            : t('{containers, plural, one {# container} other {# containers}}, spread over {roundMs}', {
                containers,
                roundMs: durationWords(roundMs),
              })}
          {slow &&
            t('; the engine is slow, so the next one comes after {periodMs}', { periodMs: durationWords(periodMs) })}
        </dd>
        <dt>{t('It takes up')}</dt>
        <dd>
          {t('{memoryBytes} of memory, {diskBytes} on disk', {
            memoryBytes: decimalBytes(cost.memoryBytes),
            diskBytes: decimalBytes(cost.diskBytes),
          })}
        </dd>
      </dl>
      {diskTrouble !== '' && (
        <Notice tone="warn" title={t('The history is not kept over a restart')}>
          {t('It cannot be written: {diskTrouble}', { diskTrouble })}
        </Notice>
      )}
    </>
  );
}

function Forget({ bytes }: { readonly bytes: number }) {
  const [asking, setAsking] = useState(false);
  const forget = async (): Promise<void> => {
    setAsking(false);
    try {
      await rpc.call('stats.clear', undefined);
      showToast('ok', t('The history is forgotten.'));
    } catch (error) {
      showToast('bad', errorLine(error));
    }
  };
  return (
    <div>
      <Button disabled={bytes === 0} onClick={() => setAsking(true)}>
        {t('Forget the history…')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('Forget the history?')}
        confirmLabel={t('Forget it')}
        danger
        busy={false}
        onConfirm={() => void forget()}
        onCancel={() => setAsking(false)}
      >
        <p>
          {t(
            'All that was recorded of every container’s resource use, on every engine, is deleted and cannot be had back.',
          )}
        </p>
      </ConfirmDialog>
    </div>
  );
}
