import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { closeQuestion, type DroppedText } from '../actions/questions-store';
import { DialogTitle } from '../dialog-title';
import { isProper, namedFiles, NewFileFields } from './new-file-fields';
import { TextPreview } from './text-preview';
import { useCreate } from './use-keep';

/** A page in a browser is not told where a dropped file lies: its text can be saved where Slipway runs. */
export function SaveDroppedDialog({ dropped: { name, text } }: { readonly dropped: DroppedText }) {
  const [value, setValue] = useState({ folder: '', file: name });
  const file = value.file.trim();
  const { busy, error, run } = useCreate(
    { folder: value.folder.trim(), files: [{ path: file, text }] },
    namedFiles(file),
  );
  return (
    <Dialog
      opened
      width="wide"
      title={<DialogTitle words={t('Save as a project:')} name={name} />}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={busy || !isProper(value)} onClick={run}>
            {t('Save')}
          </Button>
        </>
      }
    >
      <div className={forms.form}>
        <p>
          {t(
            'A browser does not say where a dropped file lies, so a copy of it is written on the machine where Slipway runs. To use the file itself, add its folder by its path.',
          )}
        </p>
        <NewFileFields value={value} onChange={setValue} />
        <TextPreview name={name} text={text} />
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}
