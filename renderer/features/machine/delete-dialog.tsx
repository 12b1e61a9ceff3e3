import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MachineState } from '../../../main/contract/machine';
import { binaryBytes } from '../../lib/bytes';
import { rpc } from '../../rpc/client';
import { useConnectionId, useEngine } from '../../rpc/stores/engine-store';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { showToast } from '../../ui/toast-store';
import { Failure } from './fault-notice';
import { NAME } from './machine-words';
import { useLastingMutation } from './use-lasting-mutation';

/** What has to be typed, as main demands. */
const WORD = 'delete';

interface Props {
  readonly state: MachineState;
  readonly onClose: () => void;
}

/** Says what is lost, and takes a typed word for a yes. */
export function DeleteDialog({ state: { engineKey, disk, power }, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const remove = useLastingMutation({
    mutationFn: () => rpc.call('machine.remove', { confirmation: WORD }),
    onSuccess: () => {
      showToast('ok', `The ${NAME} is deleted.`);
      onClose();
    },
  });
  const ready = typed.trim().toLowerCase() === WORD && !remove.isPending;
  const submit = (): void => {
    if (ready) remove.mutate();
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={`Delete the ${NAME}?`}
      confirmLabel={remove.isPending ? 'Deleting…' : 'Delete'}
      busy={!ready}
      onConfirm={submit}
      onCancel={onClose}
    >
      {remove.error !== null && <Failure error={remove.error} />}
      <p>
        All that is in it is lost: every container, image and volume, with the data in them.{' '}
        {power === 'running' && 'Running containers are ended. '}
        Only a snapshot brings back what it holds.
      </p>
      <Contents engineKey={engineKey} />
      {disk !== null && (
        <p>
          Its disk takes <b>{binaryBytes(disk.realBytes)}</b> on this computer, which become free.
        </p>
      )}
      <p>Its snapshots stay, and can be deleted by themselves; so do shared folders and other engines.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={`Type “${WORD}” to confirm`}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
    </ConfirmDialog>
  );
}

/** Counted only when it is the engine Slipway is connected to; of another it knows nothing. */
function Contents({ engineKey }: Pick<MachineState, 'engineKey'>) {
  const connection = useConnectionId();
  const isIt = useEngine((store) => store.state?.status.engine?.key === engineKey);
  const facts = useQuery({
    queryKey: ['engine', connection, 'facts'],
    queryFn: ({ signal }) => rpc.call('engine.facts', undefined, { signal }),
    enabled: connection !== null && isIt,
  });
  if (!isIt || facts.data === undefined) return null;
  const { containers, images } = facts.data;
  return (
    <p>
      Now it has{' '}
      <b>
        {containers.total} {containers.total === 1 ? 'container' : 'containers'}
      </b>{' '}
      ({containers.running} running) and{' '}
      <b>
        {images} {images === 1 ? 'image' : 'images'}
      </b>
      .
    </p>
  );
}
