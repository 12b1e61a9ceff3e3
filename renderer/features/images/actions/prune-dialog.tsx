import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PrunePlan } from '../../../../main/contract/disk';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import parts from '../../../ui/list-parts.module.css';
import { Skeleton } from '../../../ui/skeleton';
import classes from '../images.module.css';
import { closeQuestion } from '../questions-store';
import { prune } from '../removal-store';
import { countWords } from '../words';

const MOST = 200;
type Which = 'dangling-images' | 'images';

const promiseWords = ({ bytes, atMostBytes }: PrunePlan): string =>
  atMostBytes > bytes
    ? t('{bytes} to {atMostBytes}', { bytes: decimalBytes(bytes), atMostBytes: decimalBytes(atMostBytes) })
    : decimalBytes(bytes);

/** A dry run: exactly what is listed is then deleted, and nothing that came or changed since. */
export function PruneDialog() {
  const [which, setWhich] = useState<Which>('dangling-images');
  const { data, error, refetch } = useQuery({
    queryKey: ['images', 'prunes'],
    queryFn: ({ signal }) => rpc.call('disk.measure', undefined, { signal }),
    gcTime: 0,
    staleTime: Infinity,
  });
  const planOf = (kind: Which): PrunePlan | undefined => data?.plans.find((each) => each.kind === kind);
  const count = (kind: Which): string => {
    const found = planOf(kind);
    return found === undefined ? '' : ` (${String(found.targets.length)})`;
  };
  const plan = planOf(which);
  const confirm = (): void => {
    closeQuestion();
    if (plan !== undefined) void prune(plan);
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Delete unused images?')}
      confirmLabel={t('Delete {count}', { count: countWords(plan?.targets.length ?? 0) })}
      busy={plan === undefined || plan.targets.length === 0}
      onConfirm={confirm}
      onCancel={closeQuestion}
    >
      <Radio.Group
        value={which}
        onChange={(value) => setWhich(value === 'images' ? 'images' : 'dangling-images')}
        aria-label={t('Which images')}
      >
        <div className={classes.choices}>
          <Radio
            value="dangling-images"
            label={t('Dangling ones, without a name{count}', { count: count('dangling-images') })}
          />
          <Radio value="images" label={t('All that no container uses{count}', { count: count('images') })} />
        </div>
      </Radio.Group>
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {error === null && plan === undefined && <Skeleton width="50%" />}
      {plan !== undefined &&
        (plan.targets.length === 0 ? <p>{t('There are none of these.')}</p> : <Plan plan={plan} />)}
    </ConfirmDialog>
  );
}

const Plan = ({ plan }: { readonly plan: PrunePlan }) => (
  <>
    <p>{t('It frees {plan}. What cannot be pulled or built again is lost.', { plan: promiseWords(plan) })}</p>
    <ul className={parts.names} tabIndex={0} aria-label={t('Images that are deleted')}>
      {plan.targets.slice(0, MOST).map(({ id, name, bytes }) => (
        <li key={id}>
          <EngineText value={name} />
          <span className={classes.dim}>{bytes === null ? '' : decimalBytes(bytes)}</span>
        </li>
      ))}
      {plan.targets.length > MOST && <li>{t('and {count} more', { count: plan.targets.length - MOST })}</li>}
    </ul>
  </>
);
