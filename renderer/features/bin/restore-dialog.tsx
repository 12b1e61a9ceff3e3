import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import type { Restore, Taken } from './use-restore';

interface Props extends Taken {
  readonly restore: Restore;
}

const FORM = 'restore-as';

/** Asks for a name, as the one it had is taken. */
export function RestoreDialog({ row, free, restore }: Props) {
  const [name, setName] = useState(free);
  return (
    <Dialog
      opened
      title={<>{t('Restore {name} as', { name: withoutControls(row.name) })}</>}
      onClose={restore.forget}
      actions={
        <>
          <Button onClick={restore.forget}>{t('Cancel')}</Button>
          <Button
            type="submit"
            form={FORM}
            variant="primary"
            disabled={name.trim() === '' || restore.busy.has(row.key)}
          >
            {t('Restore')}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        onSubmit={(event) => {
          event.preventDefault();
          void restore.as(row, name.trim());
        }}
      >
        <TextInput
          label={t('Name')}
          description={t('Another one has its old name by now.')}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
