import { Radio } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { Skeleton } from '../../../ui/skeleton';
import { closeQuestion } from '../questions-store';
import { remove } from '../removal-store';
import { measure, useSizes, useVolumes } from '../volumes-store';
import classes from '../volumes.module.css';
import { CliLine } from './cli-line';
import { countWords, SizedNames, sumOf, sumWords } from './sized-names';

type Which = 'anonymous' | 'all';

const unused = (rows: ReadonlyMap<string, VolumeRow>, which: Which): readonly VolumeRow[] =>
  [...rows.values()].filter((row) => row.usedBy.length === 0 && (which === 'all' || row.anonymous));

/** Exactly what would go, and how much that frees; then exactly that goes. */
export function PruneDialog() {
  const known = useVolumes((state) => state.rows);
  const sizes = useSizes();
  const [which, setWhich] = useState<Which>('anonymous');
  useEffect(() => void measure(), []);
  const rows = unused(known, which);
  const sum = sumOf(rows, sizes);
  const confirm = (): void => {
    closeQuestion();
    void remove(rows, false, sum.measuredAt === null ? null : sum.bytes);
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Delete unused volumes?')}
      confirmLabel={t('Delete {count}', { count: countWords(rows.length) })}
      busy={rows.length === 0}
      onConfirm={confirm}
      onCancel={closeQuestion}
    >
      <Radio.Group
        value={which}
        onChange={(value) => setWhich(value === 'all' ? 'all' : 'anonymous')}
        aria-label={t('Which volumes')}
      >
        <div className={classes.radios}>
          <Radio
            value="anonymous"
            label={t('Anonymous ones ({count})', { count: unused(known, 'anonymous').length })}
          />
          <Radio value="all" label={t('All unused ones ({count})', { count: unused(known, 'all').length })} />
        </div>
      </Radio.Group>
      {rows.length === 0 ? (
        <p>{t('There are none of these.')}</p>
      ) : (
        <>
          <p>
            {t('All data in them is lost. This frees')}{' '}
            {sizes.busy ? <Skeleton width="8em" /> : sum.measuredAt === null ? t('an unknown amount') : sumWords(sum)}.
          </p>
          <SizedNames label={t('Volumes that are deleted')} rows={rows} />
          <CliLine wish={{ action: 'remove', names: rows.map(({ name }) => name) }} />
        </>
      )}
      {sizes.error !== null && <ErrorNotice error={sizes.error} />}
    </ConfirmDialog>
  );
}
