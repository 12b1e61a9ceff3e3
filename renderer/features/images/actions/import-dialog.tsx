import { FileInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { closeQuestion } from '../questions-store';
import { importRoot } from './bulk';
import { CliLine } from './cli-line';
import { useDeed } from '../../../ui/use-deed';

/** A root file system as a tar becomes an image of one layer. */
export function ImportDialog({ file: given }: { readonly file: File | null }) {
  const [file, setFile] = useState<File | null>(given);
  const [reference, setReference] = useState('');
  const [message, setMessage] = useState('');
  const [typed, setTyped] = useState('');
  const changes = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wish = { reference: reference.trim(), message, changes };
  const { busy, error, run } = useDeed(async () => {
    if (file !== null) await importRoot(wish, file);
  }, closeQuestion);
  return (
    <Dialog
      opened
      title={t('Import a root file system')}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={file === null || busy} onClick={run}>
            {t('Import')}
          </Button>
        </>
      }
    >
      <FileInput
        size="xs"
        label={t('File')}
        description={t('.tar or .tar.gz, as docker export or debootstrap make it. A saved image is loaded instead.')}
        placeholder={t('Choose a file')}
        data-autofocus
        value={file}
        onChange={setFile}
        accept=".tar,.gz,.tgz,application/x-tar,application/gzip"
      />
      <TextInput
        label={t('Name of the image (optional)')}
        placeholder="repository:tag"
        spellCheck={false}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <TextInput
        label={t('Message (optional)')}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <Textarea
        label={t('Changes (optional)')}
        description={t('Instructions of a Dockerfile, one a line')}
        placeholder={'CMD ["sh"]\nENV LANG=C.UTF-8'}
        autosize
        minRows={2}
        maxRows={6}
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <CliLine wish={{ action: 'import', ...wish, file: file?.name ?? '…', size: 0 }} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
