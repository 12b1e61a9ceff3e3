import { useQuery } from '@tanstack/react-query';
import type { MachineState } from '../../../main/contract/machine';
import { binaryBytes } from '../../lib/bytes';
import { t, Trans } from '../../lib/i18n';
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
    title={t('Delete the {name}?', { name: NAME })}
    word="delete"
    label={t('Delete')}
    busyLabel={t('Deleting…')}
    doneWords={t('The {name} is deleted.', { name: NAME })}
    perform={() => rpc.call('machine.remove', { confirmation: 'delete' })}
    onClose={onClose}
  >
    <Loss state={state} />
    <p>
      {t(
        'Only a snapshot brings back what it holds. Snapshots, settings and shared folders stay; so do other engines.',
      )}
    </p>
  </TypedDialog>
);

/** As if there had never been one. */
export const ResetDialog = ({ state, onClose }: Props) => (
  <TypedDialog
    title={t('Reset the {name} to how it came?', { name: NAME })}
    word="reset"
    label={t('Reset')}
    busyLabel={t('Resetting…')}
    doneWords={t('The {name} is as it came: nothing is left of the old one.', { name: NAME })}
    perform={() => rpc.call('machine.reset', { confirmation: 'reset' })}
    onClose={onClose}
  >
    <Loss state={state} />
    <p>
      <Trans
        text="Its <b>snapshots</b>, its settings and its system image go, too: there is no way back. Shared folders and other engines stay."
        tags={{ b: (inner) => <b>{inner}</b> }}
      />
    </p>
  </TypedDialog>
);

const Loss = ({ state: { power, engineKey, disk } }: Pick<Props, 'state'>) => (
  <>
    {disk !== null && (
      <p>
        {t('All that is in it is lost: every container, image and volume, with the data in them.')}
        {power === 'running' && t(' Running containers are ended.')}
      </p>
    )}
    <Contents engineKey={engineKey} />
    {disk !== null && (
      <p>
        <Trans
          text="Its disk takes {realBytes} on this computer, which become free."
          values={{ realBytes: <b>{binaryBytes(disk.realBytes)}</b> }}
        />
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
      <Trans
        text="Now it has {total} ({running} running) and {images}."
        values={{
          total: <b>{t('{count, plural, one {# container} other {# containers}}', { count: containers.total })}</b>,
          running: containers.running,
          images: <b>{t('{count, plural, one {# image} other {# images}}', { count: images })}</b>,
        }}
      />
    </p>
  );
}
