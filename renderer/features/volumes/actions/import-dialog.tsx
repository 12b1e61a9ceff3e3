import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { closeQuestion } from '../questions-store';
import { useVolumes } from '../volumes-store';
import { shortName } from '../whose';
import { beginImport } from './bulk';
import { CliLine } from './cli-line';
import { nameProblem } from './names';
import { PauseChoice } from './pause-choice';
import { TarInput } from './tar-input';
import { useDeed } from '../../../ui/use-deed';

const isSum = (text: string): boolean => text === '' || /^[0-9a-f]{64}$/i.test(text.trim());

/** The first word of `sha256sum`'s line, or the sum alone. */
const sumIn = (text: string): string => text.trim().split(/\s+/)[0] ?? '';

/** A tar into a volume: a new one, or one that is there. */
export function ImportDialog({ row }: { readonly row: VolumeRow | null }) {
  const rows = useVolumes((state) => state.rows);
  const [file, setFile] = useState<File | null>(null);
  const [typed, setTyped] = useState('');
  const [sum, setSum] = useState('');
  const [empty, setEmpty] = useState(false);
  const [pause, setPause] = useState(true);
  const name = row?.name ?? typed;
  const fresh = row === null;
  const { busy, error, run } = useDeed(async () => {
    if (file === null) return;
    await beginImport({ name, fresh, empty, pause, sha256: sum === '' ? null : sumIn(sum) }, file);
  }, closeQuestion);
  const problem = fresh ? nameProblem(typed, rows) : null;
  const usable = file !== null && name !== '' && problem === null && isSum(sumIn(sum)) && !busy;
  return (
    <Dialog
      opened
      title={
        row === null ? t('Import a tar into a new volume') : t('Import a tar into {name}', { name: shortName(row) })
      }
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant={empty ? 'danger' : 'primary'} disabled={!usable} onClick={run}>
            {t('Import')}
          </Button>
        </>
      }
    >
      <TarInput file={file} onFile={setFile} />
      {fresh && (
        <TextInput
          label={t('Name of the volume')}
          spellCheck={false}
          value={typed}
          error={problem}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('SHA-256 (optional)')}
        description={t('What the file must have, as sha256sum prints it.')}
        spellCheck={false}
        value={sum}
        error={isSum(sumIn(sum)) ? null : t('A SHA-256 has 64 hexadecimal digits.')}
        onChange={(event) => setSum(event.currentTarget.value)}
      />
      {row !== null && (
        <>
          <Checkbox
            checked={empty}
            onChange={(event) => setEmpty(event.currentTarget.checked)}
            label={t('Empty it first')}
            description={
              empty ? t('All that is in it now is lost.') : t('Files of the same name are replaced; all others stay.')
            }
          />
          <PauseChoice row={row} doing="written" pause={pause} onPause={setPause} />
          <Notice tone="info">
            {t('It is written while it is read: what fails half-way leaves what was written by then, and says so.')}
          </Notice>
        </>
      )}
      <CliLine wish={{ action: 'import', name: name === '' ? '…' : name }} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
