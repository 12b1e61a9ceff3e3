import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { MachinePower } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { showToast } from '../../ui/toast-store';
import { Failure } from './fault-notice';
import classes from './machine.module.css';
import { useLastingMutation } from './use-lasting-mutation';

interface Props {
  readonly power: MachinePower;
  readonly onClose: () => void;
}

/** A copy of the whole disk for other tools, the damaged one included. */
export function ExportDialog({ power, onClose }: Props) {
  const form = useId();
  const [typed, setTyped] = useState('');
  const path = typed.trim();
  const copy = useLastingMutation({
    mutationFn: () => rpc.call('machine.exportDisk', { path }),
    onSuccess: () => {
      showToast('ok', t('The disk is exported.'));
      onClose();
    },
  });
  const ready = path !== '' && !copy.isPending;
  return (
    <Dialog
      opened
      title={t('Export disk')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{copy.isPending ? t('Close') : t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" aria-disabled={!ready || undefined}>
            {copy.isPending ? t('Exporting…') : t('Export')}
          </Button>
        </>
      }
    >
      {copy.error !== null && <Failure error={copy.error} />}
      <p className={classes.dim}>
        {t(
          'A raw copy with an ext4 filesystem, which takes only the room that the disk takes now. What is not damaged can be read from it on any Linux.',
        )}
        {power === 'running' && t(' While it is copied, the engine stands still.')}
      </p>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) copy.mutate();
        }}
      >
        <TextInput
          label={t('New file on this computer')}
          placeholder="/path/to/disk.raw"
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
