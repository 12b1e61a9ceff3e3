import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import { closeQuestion } from '../questions-store';
import { remove } from '../removal-store';
import { useSettings } from '../../../rpc/stores/settings-store';
import { useAbilities } from '../use-abilities';
import { measure, useSizes, useVolumes } from '../volumes-store';
import { shortName, usersWords } from '../whose';
import { CliLine } from './cli-line';
import { countWords, SizedNames, sumOf, sumWords } from './sized-names';

/** Says what is lost, and who holds on to what, before anything is. */
export function DeleteDialog({ rows: asked }: { readonly rows: readonly VolumeRow[] }) {
  // Who uses them follows the engine while the question stands.
  const known = useVolumes((state) => state.rows);
  const rows = asked.flatMap(({ name }) => known.get(name) ?? []);
  const used = rows.filter(({ usedBy }) => usedBy.length > 0);
  const free = rows.filter(({ usedBy }) => usedBy.length === 0);
  const isUsual = useSettings(({ value }) => value?.bin.enabled === true);
  const [chosen, setKeep] = useState<boolean | null>(null);
  const keep = chosen ?? isUsual;
  const { bin } = useAbilities();
  const [first] = free;
  const confirm = (): void => {
    closeQuestion();
    void remove(free, keep && bin, null);
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={
        free.length === 1 && first !== undefined
          ? t('Delete {first}?', { first: shortName(first) })
          : t('Delete {count}?', { count: countWords(free.length) })
      }
      confirmLabel={t('Delete')}
      busy={free.length === 0}
      onConfirm={confirm}
      onCancel={closeQuestion}
    >
      {used.length > 0 && <InUse rows={used} />}
      {free.length > 0 && (
        <>
          <p>
            {keep && bin
              ? t('They can be restored from the bin for as long as it keeps them.')
              : t('All data in them is lost.')}
          </p>
          <SizedNames label={t('Volumes that are deleted')} rows={free} />
          <Loss rows={free} />
          {bin && (
            <Checkbox
              checked={keep}
              onChange={(event) => setKeep(event.currentTarget.checked)}
              label={t('Keep in the bin')}
              description={t('A copy is made first, which takes as long as reading them.')}
            />
          )}
          <CliLine wish={{ action: 'remove', names: free.map(({ name }) => name) }} />
        </>
      )}
    </ConfirmDialog>
  );
}

const InUse = ({ rows }: { readonly rows: readonly VolumeRow[] }) => (
  <Notice
    tone="warn"
    title={t('{count, plural, one {It is in use, and stays} other {{volumes} are in use, and stay}}', {
      count: rows.length,
      volumes: countWords(rows.length),
    })}
  >
    <ul>
      {rows.slice(0, 20).map((row) => (
        <li key={row.name}>
          <EngineText value={`${shortName(row)}: ${usersWords(row)}`} wrap />
        </li>
      ))}
      {rows.length > 20 && <li>{t('and {count} more', { count: rows.length - 20 })}</li>}
    </ul>
    {t('The engine lets a volume go only when no container has it any more, running or not.')}
  </Notice>
);

function Loss({ rows }: { readonly rows: readonly VolumeRow[] }) {
  const sizes = useSizes();
  if (sizes.sizes === null)
    return (
      <div>
        <Button disabled={sizes.busy} onClick={() => void measure()}>
          {sizes.busy ? t('Measuring…') : t('Measure what is lost')}
        </Button>
      </div>
    );
  return <p>{t('Together {rows}.', { rows: sumWords(sumOf(rows, sizes)) })}</p>;
}
