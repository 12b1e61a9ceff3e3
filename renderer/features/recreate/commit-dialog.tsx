import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { withoutControls } from '../../lib/control-characters';
import { errorCode, explainError } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import forms from '../../ui/form.module.css';
import { showToast } from '../../ui/toast-store';
import { ask, type Subject } from './recreate-store';

const FORM = 'commit-container';

/** Makes an image of a container's present state. */
export function CommitDialog({ subject: { id, name } }: { readonly subject: Subject }) {
  const [reference, setReference] = useState('');
  const [author, setAuthor] = useState('');
  const [message, setMessage] = useState('');
  const [changes, setChanges] = useState('');
  const [pause, setPause] = useState(true);
  const commit = useMutation({
    mutationFn: () => {
      const lines = changes.split('\n').filter((line) => line.trim() !== '');
      return rpc.call('recreate.commit', { id, reference: reference.trim(), author, message, changes: lines, pause });
    },
    onSuccess: ({ image }) => {
      ask(null);
      showToast('ok', t('Committed'), reference.trim() || image);
    },
  });
  const words = commit.error === null ? '' : explainError(commit.error).engineWords;
  const about = errorCode(commit.error) === 'ENGINE_REFUSED' ? fieldOf(words) : null;
  const at = (field: typeof about) => about === field && <EngineText value={words} wrap />;
  return (
    <Dialog
      opened
      title={<>{t('Commit {name} to an image', { name: withoutControls(name) })}</>}
      onClose={() => ask(null)}
      actions={
        <>
          <Button onClick={() => ask(null)}>{t('Cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" disabled={commit.isPending}>
            {t('Commit')}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          commit.mutate();
        }}
      >
        <TextInput
          label={t('Image')}
          description={t('name:tag; left empty, the image has only an ID. Volumes are not part of it.')}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          value={reference}
          error={at('reference')}
          onChange={(event) => {
            commit.reset();
            setReference(event.currentTarget.value);
          }}
        />
        <TextInput
          label={t('Author (--author)')}
          value={author}
          onChange={(event) => setAuthor(event.currentTarget.value)}
        />
        <TextInput
          label={t('Message (--message)')}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <Textarea
          label={t('Changes (--change)')}
          description={t('A Dockerfile line each, such as CMD ["sh"] or EXPOSE 80')}
          rows={3}
          spellCheck={false}
          value={changes}
          error={at('changes')}
          onChange={(event) => {
            commit.reset();
            setChanges(event.currentTarget.value);
          }}
        />
        <Checkbox
          label={t('Pause the container meanwhile (--pause)')}
          description={t('Without it files may be caught half written.')}
          checked={pause}
          onChange={(event) => setPause(event.currentTarget.checked)}
        />
        {commit.error !== null && about === null && <ErrorNotice error={commit.error} />}
      </form>
    </Dialog>
  );
}

/** What the engine's words are about. */
function fieldOf(words: string): 'reference' | 'changes' | null {
  if (/reference|repository name|tag/i.test(words)) return 'reference';
  return /dockerfile|instruction|change command/i.test(words) ? 'changes' : null;
}
