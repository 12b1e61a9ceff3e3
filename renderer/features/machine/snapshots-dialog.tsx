import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MachinePower, MachineSnapshot } from '../../../main/contract/machine';
import { binaryBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t, Trans } from '../../lib/i18n';
import { dateTime } from '../../lib/time';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Dialog } from '../../ui/dialog';
import { EngineText } from '../../ui/engine-text';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast-store';
import { DeedButton } from './deed-button';
import { Failure } from './fault-notice';
import classes from './machine.module.css';
import { useLastingMutation } from './use-lasting-mutation';

const LIST = ['machine', 'snapshots'];
const MOST_NAME = 80;

interface Asking {
  readonly kind: 'restore' | 'delete';
  readonly snapshot: MachineSnapshot;
}

interface Props {
  readonly power: MachinePower;
  readonly onClose: () => void;
}

/** The whole disk as it was: make, list, go back, delete. */
export function SnapshotsDialog({ power, onClose }: Props) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const list = useQuery({
    queryKey: LIST,
    queryFn: ({ signal }) => rpc.call('machine.snapshots', undefined, { signal }),
  });
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: LIST });
  const change = useLastingMutation({
    mutationFn: ({ kind, snapshot: { id } }: Asking) =>
      kind === 'restore' ? rpc.call('machine.restoreSnapshot', { id }) : rpc.call('machine.deleteSnapshot', { id }),
    onSuccess: (_, { kind, snapshot: { name } }) =>
      showToast(
        'ok',
        kind === 'restore' ? t('The disk is as it was: {name}', { name }) : t('Deleted the snapshot {name}', { name }),
      ),
    onSettled: renew,
  });
  const isOff = power === 'stopped' || power === 'absent';
  if (asking !== null)
    return (
      <AskBefore
        asking={asking}
        onAnswer={(yes) => {
          setAsking(null);
          if (yes) change.mutate(asking);
        }}
      />
    );
  return (
    <Dialog
      opened
      title={t('Snapshots')}
      width="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('Done')}</Button>}
    >
      <p className={classes.dim}>
        {t(
          'A snapshot keeps the whole disk as it is: containers, images and volumes. Slipway makes one by itself before it updates the machine’s system.',
        )}
        {power === 'running' && t(' While one is made, the engine stands still.')}
      </p>
      {power !== 'absent' && <MakeForm disabled={change.isPending} onMade={renew} />}
      {change.isPending && (
        <p role="status">
          {change.variables.kind === 'restore' ? t('Restoring…') : t('Deleting…')}{' '}
          {withoutControls(change.variables.snapshot.name)}
        </p>
      )}
      {change.error !== null && <Failure error={change.error} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      <div aria-busy={list.isPending} className={classes.list}>
        {list.isPending && <Skeleton height="3em" />}
        {list.data?.length === 0 && <p className={classes.dim}>{t('There are none yet.')}</p>}
        {list.data !== undefined && list.data.length > 0 && (
          <>
            {!isOff && <StopFirst power={power} />}
            <SnapshotTable snapshots={list.data} canRestore={isOff} disabled={change.isPending} onAsk={setAsking} />
          </>
        )}
      </div>
    </Dialog>
  );
}

const StopFirst = ({ power }: Pick<Props, 'power'>) => (
  <p className={classes.stopFirst}>
    {t('To restore one, stop the engine first: its disk is replaced as a whole.')}
    {power !== 'stopping' && <DeedButton deed="stop">{t('Stop engine')}</DeedButton>}
  </p>
);

interface MakeProps {
  readonly disabled: boolean;
  readonly onMade: () => Promise<void>;
}

function MakeForm({ disabled, onMade }: MakeProps) {
  const [name, setName] = useState('');
  const make = useLastingMutation({
    mutationFn: () => rpc.call('machine.createSnapshot', { name: name.trim() }),
    onSuccess: () => setName(''),
    onSettled: onMade,
  });
  const ready = name.trim() !== '' && !make.isPending && !disabled;
  return (
    <>
      <form
        className={classes.make}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) make.mutate();
        }}
      >
        <TextInput
          label={t('Name')}
          data-autofocus
          maxLength={MOST_NAME}
          value={name}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" aria-disabled={!ready || undefined}>
          {make.isPending ? t('Making…') : t('Make snapshot')}
        </Button>
      </form>
      {make.error !== null && <Failure error={make.error} />}
    </>
  );
}

interface TableProps {
  readonly snapshots: readonly MachineSnapshot[];
  readonly canRestore: boolean;
  readonly disabled: boolean;
  readonly onAsk: (asking: Asking) => void;
}

function SnapshotTable({ snapshots, canRestore, disabled, onAsk }: TableProps) {
  const newestFirst = [...snapshots].sort((a, b) => b.createdAt - a.createdAt);
  return (
    <table className={classes.table} aria-label={t('Snapshots')}>
      <thead>
        <tr>
          <th scope="col">{t('Name')}</th>
          <th scope="col" className={classes.when}>
            {t('Made')}
          </th>
          <th scope="col" className={classes.number}>
            {t('Size')}
          </th>
          <th scope="col" className={classes.rowButtons}>
            <span className="sw-hidden">{t('Actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {newestFirst.map((snapshot) => {
          const name = withoutControls(snapshot.name);
          return (
            <tr key={snapshot.id}>
              <td>
                <EngineText value={snapshot.name} wrap />
                {snapshot.automatic && <span className={classes.dim}>{t('Automatic')}</span>}
              </td>
              <td className={classes.when}>{dateTime(snapshot.createdAt)}</td>
              <td className={classes.number}>{binaryBytes(snapshot.sizeBytes)}</td>
              <td className={classes.rowButtons}>
                <Button
                  aria-disabled={disabled || !canRestore || undefined}
                  aria-label={t('Restore {name}', { name })}
                  onClick={() => !disabled && canRestore && onAsk({ kind: 'restore', snapshot })}
                >
                  {t('Restore…')}
                </Button>
                <Button
                  aria-disabled={disabled || undefined}
                  aria-label={t('Delete {name}', { name })}
                  onClick={() => !disabled && onAsk({ kind: 'delete', snapshot })}
                >
                  {t('Delete…')}
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface AskProps {
  readonly asking: Asking;
  readonly onAnswer: (yes: boolean) => void;
}

function AskBefore({ asking: { kind, snapshot }, onAnswer }: AskProps) {
  const made = dateTime(snapshot.createdAt);
  return (
    <ConfirmDialog
      opened
      danger
      title={kind === 'restore' ? t('Go back to this snapshot?') : t('Delete this snapshot?')}
      confirmLabel={kind === 'restore' ? t('Restore') : t('Delete')}
      onConfirm={() => onAnswer(true)}
      onCancel={() => onAnswer(false)}
    >
      <p>
        <Trans
          text="{name}made {made}, {sizeBytes}"
          values={{
            name: (
              <b>
                <EngineText value={snapshot.name} wrap />
              </b>
            ),
            made,
            sizeBytes: binaryBytes(snapshot.sizeBytes),
          }}
        />
      </p>
      {kind === 'restore' ? (
        <p>
          {t(
            'The whole disk goes back to what it was then. Every container, image and volume made or changed since is lost; a snapshot of now, made first, keeps them.',
          )}
        </p>
      ) : (
        <p>{t('The way back to this state is lost. What the engine has now stays as it is.')}</p>
      )}
    </ConfirmDialog>
  );
}
