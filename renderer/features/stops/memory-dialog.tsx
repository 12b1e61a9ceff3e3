import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { binaryBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorNotice } from '../../ui/error-notice';
import { showToast } from '../../ui/toast-store';
import { memoryProblem, MIB } from './memory-value';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly proposed: number;
  readonly onClose: () => void;
}

/** Asks for the new limit, with a proposal, and sets it. */
export function MemoryDialog({ id, name, from, proposed, onClose }: Props) {
  const [text, setText] = useState(String(proposed / MIB));
  const raise = useMutation({
    mutationFn: (bytes: number) => rpc.call('stops.raiseMemory', { id, bytes }),
    onSuccess: () => {
      onClose();
      showToast('ok', t('{name} may now use {text} MiB. Start it again.', { name, text }));
    },
  });
  const problem = memoryProblem(text, from);
  return (
    <Dialog
      opened
      title={t('Raise the memory limit of {name}?', { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form="raise-memory" variant="primary" disabled={problem !== null || raise.isPending}>
            {t('Raise')}
          </Button>
        </>
      }
    >
      <form
        id="raise-memory"
        onSubmit={(event) => {
          event.preventDefault();
          if (problem === null) raise.mutate(Number(text) * MIB);
        }}
      >
        <p>
          {t('Its limit is {from} now. The new one holds from now on, also over restarts; its swap stays as it is.', {
            from: binaryBytes(from),
          })}
        </p>
        <TextInput
          label={t('New limit in MiB')}
          data-autofocus
          inputMode="numeric"
          autoComplete="off"
          value={text}
          error={problem}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {raise.error !== null && <ErrorNotice error={raise.error} />}
      </form>
    </Dialog>
  );
}
