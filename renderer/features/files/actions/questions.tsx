import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import type { EntryLine } from '../tree/lines';
import type { FileActions } from './use-file-actions';

/** The dialogs of the view: at most one is open. */
export function Questions({ actions }: { readonly actions: FileActions }) {
  const { question } = actions;
  if (question === null) return null;
  switch (question.kind) {
    case 'rename':
      return <Rename actions={actions} line={question.line} />;
    case 'remove':
      return <Remove actions={actions} line={question.line} />;
    case 'replace':
      return (
        <ConfirmDialog
          opened
          danger
          title={t('Replace the file?')}
          confirmLabel={t('Replace')}
          cancelLabel={t('Skip')}
          onConfirm={() => question.answer(true)}
          onCancel={() => question.answer(false)}
        >
          <p>{t('This is there already, and its content would be lost:')}</p>
          <EngineText value={question.path} wrap />
        </ConfirmDialog>
      );
  }
}

interface Props {
  readonly actions: FileActions;
  readonly line: EntryLine;
}

/** Something that is done once, and may fail. */
function useDeed(deed: () => Promise<void>, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = (): void => {
    setBusy(true);
    deed()
      .then(onDone, (failure: unknown) => setError(failure))
      .finally(() => setBusy(false));
  };
  return { busy, error, run };
}

function Remove({ actions, line }: Props) {
  const close = (): void => actions.ask(null);
  const { busy, error, run } = useDeed(() => actions.remove(line), close);
  const folder = line.entry.kind === 'dir';
  return (
    <ConfirmDialog
      opened
      danger
      title={folder ? t('Delete the folder?') : t('Delete the file?')}
      confirmLabel={t('Delete')}
      busy={busy}
      onConfirm={run}
      onCancel={close}
    >
      <EngineText value={line.key} wrap />
      <p>
        {folder && t('With everything in it. ')}
        {line.entry.mount && t('It is mounted here: what is deleted is deleted from the volume or host folder. ')}
        {t('There is no way back. Runs rm in the container, as root.')}
      </p>
      {error !== null && <ErrorNotice error={error} />}
    </ConfirmDialog>
  );
}

/** What the contract lets through. */
const isName = (name: string): boolean => name !== '' && name !== '.' && name !== '..' && !/[/\0]/.test(name);

function Rename({ actions, line }: Props) {
  const [name, setName] = useState(line.entry.name);
  const close = (): void => actions.ask(null);
  const { busy, error, run } = useDeed(() => actions.rename(line, name), close);
  const usable = isName(name) && name !== line.entry.name && !busy;
  return (
    <Dialog
      opened
      title={t('Rename {name}', { name: withoutControls(line.entry.name) })}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={!usable} onClick={run}>
            {t('Rename')}
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
          label={t('New name')}
          description={t('Runs mv in the container, as root.')}
          data-autofocus
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
