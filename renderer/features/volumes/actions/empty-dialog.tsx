import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { closeQuestion } from '../questions-store';
import { sizeOf, useSizes, useVolumes } from '../volumes-store';
import { shortName, usersWords } from '../whose';
import { CliLine } from './cli-line';
import { useDeed } from '../../../ui/use-deed';

/** Deletes all that is in it; one that somebody uses only when its name is typed. */
export function EmptyDialog({ row: asked }: { readonly row: VolumeRow }) {
  const row = useVolumes((state) => state.rows.get(asked.name)) ?? asked;
  const bytes = useSizes((state) => sizeOf(state, row.name));
  const [typed, setTyped] = useState('');
  const { busy, error, run } = useDeed(() => rpc.call('volumes.empty', { name: row.name }), closeQuestion);
  const used = row.usedBy.length > 0;
  const short = shortName(row);
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Empty {short}?', { short })}
      confirmLabel={t('Empty')}
      busy={busy || (used && typed !== short)}
      onConfirm={run}
      onCancel={closeQuestion}
    >
      <p>
        {bytes === null
          ? t(
              'All files in it are deleted. There is no way back. The volume itself stays, with its options and labels.',
            )
          : t(
              'All files in it are deleted ({bytes} when last measured). There is no way back. The volume itself stays, with its options and labels.',
              { bytes: decimalBytes(bytes) },
            )}
      </p>
      {used && (
        <>
          <Notice tone="warn" title={t('It is in use')}>
            <EngineText value={usersWords(row)} wrap /> {t('What runs loses its files under its feet.')}
          </Notice>
          <TextInput
            label={t('Type {short} to empty it all the same', { short })}
            spellCheck={false}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </>
      )}
      <CliLine wish={{ action: 'empty', name: row.name }} />
      {error !== null && <ErrorNotice error={error} />}
    </ConfirmDialog>
  );
}
