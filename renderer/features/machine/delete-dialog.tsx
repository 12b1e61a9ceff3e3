import { useQuery } from '@tanstack/react-query';
import type { MachineState } from '../../../main/contract/machine';
import { binaryBytes } from '../../lib/bytes';
import { rpc } from '../../rpc/client';
import { useConnectionId, useEngine } from '../../rpc/stores/engine-store';
import { NAME } from './machine-words';
import { TypedDialog } from './typed-dialog';

interface Props {
  readonly state: MachineState;
  readonly onClose: () => void;
}

/** The machine goes, and the ways back to it stay. */
export const DeleteDialog = ({ state, onClose }: Props) => (
  <TypedDialog
    title={`Delete the ${NAME}?`}
    word="delete"
    label="Delete"
    busyLabel="Deleting…"
    doneWords={`The ${NAME} is deleted.`}
    perform={() => rpc.call('machine.remove', { confirmation: 'delete' })}
    onClose={onClose}
  >
    <Loss state={state} />
    <p>Only a snapshot brings back what it holds. Snapshots, settings and shared folders stay; so do other engines.</p>
  </TypedDialog>
);

/** As if there had never been one. */
export const ResetDialog = ({ state, onClose }: Props) => (
  <TypedDialog
    title={`Reset the ${NAME} to how it came?`}
    word="reset"
    label="Reset"
    busyLabel="Resetting…"
    doneWords={`The ${NAME} is as it came: nothing is left of the old one.`}
    perform={() => rpc.call('machine.reset', { confirmation: 'reset' })}
    onClose={onClose}
  >
    <Loss state={state} />
    <p>
      Its <b>snapshots</b>, its settings and its system image go, too: there is no way back. Shared folders and other
      engines stay.
    </p>
  </TypedDialog>
);

const Loss = ({ state: { power, engineKey, disk } }: Pick<Props, 'state'>) => (
  <>
    {disk !== null && (
      <p>
        All that is in it is lost: every container, image and volume, with the data in them.
        {power === 'running' && ' Running containers are ended.'}
      </p>
    )}
    <Contents engineKey={engineKey} />
    {disk !== null && (
      <p>
        Its disk takes <b>{binaryBytes(disk.realBytes)}</b> on this computer, which become free.
      </p>
    )}
  </>
);

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
