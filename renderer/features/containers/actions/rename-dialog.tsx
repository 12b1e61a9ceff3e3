import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { withoutControls } from '../../../lib/control-characters';
import { errorLine, explainError } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { useContainer } from '../containers';
import { ask } from '../ui-store';
import { nameProblem } from './container-name';

/** Asks for a new name; what is wrong with it, in our words or the engine's, stands at the field, and nothing typed is lost. */
export function RenameDialog({ id }: { readonly id: string }) {
  const row = useContainer(id);
  const [before] = useState(row?.name ?? '');
  const [name, setName] = useState(before);
  const rename = useMutation({
    mutationFn: (wanted: string) => rpc.call('containers.rename', { id, name: wanted }),
    onSuccess: () => ask(null),
  });
  const problem = nameProblem(name);
  const failure = rename.error === null ? null : explainError(rename.error);
  const said = failure === null ? null : failure.engineWords || errorLine(rename.error);
  const submit = (): void => {
    if (name === before) ask(null);
    else if (problem === null) rename.mutate(name);
  };
  return (
    <Dialog
      opened
      title={<>{t('Rename {before}', { before: withoutControls(before) })}</>}
      onClose={() => ask(null)}
      actions={
        <>
          <Button onClick={() => ask(null)}>{t('Cancel')}</Button>
          <Button
            type="submit"
            form="rename-container"
            variant="primary"
            disabled={problem !== null || rename.isPending}
          >
            {t('Rename')}
          </Button>
        </>
      }
    >
      <form
        id="rename-container"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={t('New name')}
          data-autofocus
          value={name}
          spellCheck={false}
          autoComplete="off"
          error={name === '' ? null : (problem ?? (said !== null && <EngineText value={said} wrap />))}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            rename.reset();
            setName(event.currentTarget.value);
          }}
        />
      </form>
    </Dialog>
  );
}
