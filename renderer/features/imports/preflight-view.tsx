import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Preflight } from '../../../main/contract/imports';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { ImageTable, NetworkTable, VolumeTable } from './found-tables';
import classes from './imports.module.css';
import { firstPlan, type Plan, type Sum, sumOf, wishOf } from './plan';

interface Props {
  readonly found: Preflight;
  readonly onBack: () => void;
}

/** What is there, what of it is there already, what stands in the way; and what is to be done with each. */
export function PreflightView({ found, onBack }: Props) {
  const [plan, setPlan] = useState<Plan>(() => firstPlan(found));
  const [asking, setAsking] = useState(false);
  const wish = wishOf(found, plan);
  const sum = sumOf(found, wish);
  const begin = useMutation({ mutationFn: () => rpc.call('imports.start', wish), onSettled: () => setAsking(false) });
  const { source, target } = found;
  return (
    <>
      <p>
        {t('From {source} into {target}', {
          source: `${withoutControls(source.name)} (${withoutControls(source.platform)})`,
          target: `${withoutControls(target.name)} (${withoutControls(target.platform)})`,
        })}
      </p>
      <Left left={found.left} />
      <ImageTable found={found.images} plan={plan} onPlan={setPlan} />
      <VolumeTable found={found.volumes} plan={plan} onPlan={setPlan} />
      <NetworkTable found={found.networks} plan={plan} onPlan={setPlan} />
      {begin.error !== null && <ErrorNotice error={begin.error} />}
      <div className={classes.footer}>
        <SumWords sum={sum} free={found.freeBytes} />
        <Button onClick={onBack}>{t('Back')}</Button>
        <Button
          variant="primary"
          disabled={sum.count === 0 || begin.isPending}
          onClick={() => (sum.replaced.length > 0 ? setAsking(true) : begin.mutate())}
        >
          {t('Import {count, plural, one {# thing} other {# things}}', { count: sum.count })}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        danger
        title={t('Replace what is in {count, plural, one {# volume} other {# volumes}}?', {
          count: sum.replaced.length,
        })}
        confirmLabel={t('Empty and import')}
        cancelLabel={t('Cancel')}
        busy={begin.isPending}
        onConfirm={() => begin.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('All files in these volumes of the engine in use are deleted first, and cannot be brought back:')}</p>
        <ul className={classes.names}>
          {sum.replaced.map((name) => (
            <li key={name}>
              <EngineText value={name} />
            </li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  );
}

function Left({ left: { containers, binds, plugins } }: Pick<Preflight, 'left'>) {
  if (containers + plugins === 0) return null;
  return (
    <Notice tone="info" title={t('What is not carried over')}>
      {containers > 0 && (
        <p>
          {t(
            '{count, plural, one {# container} other {# containers}}: bring over what they need here, then make them anew from their compose file or run line.',
            { count: containers },
          )}
        </p>
      )}
      {binds > 0 && (
        <p>
          {t(
            '{count, plural, one {# of them uses} other {# of them use}} folders of that computer, which are not copied.',
            {
              count: binds,
            },
          )}
        </p>
      )}
      {plugins > 0 && <p>{t('{count, plural, one {# plugin} other {# plugins}} for volumes.', { count: plugins })}</p>}
    </Notice>
  );
}

function SumWords({ sum, free }: { readonly sum: Sum; readonly free: number | null }) {
  const isTight = free !== null && sum.bytes > free;
  return (
    <div className={classes.sum} role="status">
      <span>{t('{size} to copy', { size: decimalBytes(sum.bytes) })}</span>
      {sum.unmeasured > 0 && (
        <span>
          {t('and {count, plural, one {# volume} other {# volumes}} of unknown size', { count: sum.unmeasured })}
        </span>
      )}
      <span data-tone={isTight ? 'bad' : undefined}>
        {free === null
          ? t('How much room the target has cannot be told from here.')
          : isTight
            ? t('The target has room for {free} only.', { free: decimalBytes(free) })
            : t('The target has {free} free.', { free: decimalBytes(free) })}
      </span>
    </div>
  );
}
