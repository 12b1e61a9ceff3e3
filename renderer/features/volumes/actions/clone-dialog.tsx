import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { closeQuestion } from '../questions-store';
import { useVolumes } from '../volumes-store';
import { shortName } from '../whose';
import { CliLine } from './cli-line';
import { freeName, nameProblem } from './names';
import { PauseChoice } from './pause-choice';
import { useDeed } from '../../../ui/use-deed';

/** A copy of all data, in a new volume. */
export function CloneDialog({ row }: { readonly row: VolumeRow }) {
  const rows = useVolumes((state) => state.rows);
  const [to, setTo] = useState(() => freeName(`${shortName(row)}-copy`, rows));
  const [pause, setPause] = useState(true);
  const { busy, error, run } = useDeed(() => rpc.call('volumes.clone', { name: row.name, to, pause }), closeQuestion);
  const problem = nameProblem(to, rows);
  const usable = to !== '' && problem === null && !busy;
  return (
    <Dialog
      opened
      title={t('Clone {name}', { name: shortName(row) })}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={!usable} onClick={run}>
            {t('Clone')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (usable) run();
        }}
      >
        <TextInput
          label={t('Name of the copy')}
          description={t('Of the same driver, options and labels.')}
          data-autofocus
          spellCheck={false}
          value={to}
          error={problem}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </form>
      <PauseChoice row={row} doing="read" pause={pause} onPause={setPause} />
      <CliLine wish={{ action: 'clone', name: row.name, to: to === '' ? '…' : to }} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
