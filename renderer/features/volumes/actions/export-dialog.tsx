import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { closeQuestion } from '../questions-store';
import { shortName } from '../whose';
import { beginExport } from './bulk';
import { CliLine } from './cli-line';
import { PauseChoice } from './pause-choice';
import { useDeed } from '../../../ui/use-deed';

/** All files as one tar. */
export function ExportDialog({ row }: { readonly row: VolumeRow }) {
  const [gzip, setGzip] = useState(false);
  const [pause, setPause] = useState(true);
  const { busy, error, run } = useDeed(() => beginExport({ name: row.name, gzip, pause }), closeQuestion);
  return (
    <Dialog
      opened
      title={t('Export {name}', { name: shortName(row) })}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" data-autofocus disabled={busy} onClick={run}>
            {t('Export')}
          </Button>
        </>
      }
    >
      <p>
        {t('All its files as one tar, with owners, modes and links; without sockets. Its SHA-256 is shown afterwards.')}
      </p>
      <Checkbox
        checked={gzip}
        onChange={(event) => setGzip(event.currentTarget.checked)}
        label={t('Compress (.tar.gz)')}
        description={t('Smaller, and slower.')}
      />
      <PauseChoice row={row} doing="read" pause={pause} onPause={setPause} />
      <CliLine wish={{ action: 'export', name: row.name, gzip }} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
