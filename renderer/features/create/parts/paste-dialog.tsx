import { useId, useState } from 'react';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import classes from '../create.module.css';
import { fillForm, useFormStore } from '../model/form-store';

/** A `docker run` line fills the form; what it does not become is told there. */
export function PasteDialog({ onClose }: { readonly onClose: () => void }) {
  const form = useFormStore();
  const id = useId();
  const [line, setLine] = useState('');
  const [error, setError] = useState<unknown>(null);
  const fill = async (): Promise<void> => {
    try {
      const { spec, notes } = await rpc.call('create.readLine', { line });
      // The line says which ports it publishes, also where it is none.
      fillForm(form, spec, { notes, proposing: false });
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      opened
      title={t('Paste a docker run line')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={line.trim() === ''} onClick={() => void fill()}>
            {t('Fill the form')}
          </Button>
        </>
      }
    >
      <label htmlFor={id}>{t('The line, as for a shell; it replaces all that stands in the form.')}</label>
      <textarea
        id={id}
        data-autofocus
        className={classes.input}
        data-mono
        rows={8}
        spellCheck={false}
        placeholder="docker run -d --name web -p 8080:80 nginx"
        value={line}
        onChange={(event) => {
          setLine(event.currentTarget.value);
          setError(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || line.trim() === '') return;
          event.preventDefault();
          void fill();
        }}
      />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
