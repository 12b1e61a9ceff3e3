import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { NetworkRow } from '../../../main/contract/networks';
import { t } from '../../lib/i18n';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import classes from './networks.module.css';
import { RemovalFailures } from './removal-failures';
import { useRemoval } from './use-removal';
import { isAlive, keptBecause } from './words';

interface Props {
  readonly rows: readonly NetworkRow[];
  readonly onClose: () => void;
}

const MOST_SHOWN = 12;

/** Says which containers are in the networks that are to go, and offers to disconnect them first. */
export function DeleteDialog({ rows, onClose }: Props) {
  const [disconnect, setDisconnect] = useState(false);
  const removal = useRemoval(onClose);
  const doomed = rows.filter((row) => keptBecause(row) === null);
  const kept = rows.filter((row) => keptBecause(row) !== null);
  const held = doomed.filter(({ endpoints }) => endpoints.some(isAlive));
  const waiting = doomed.filter(({ endpoints }) => endpoints.some((each) => !isAlive(each)));
  const blocked = doomed.length === 0 || (held.length > 0 && !disconnect);
  return (
    <ConfirmDialog
      opened
      danger
      title={
        doomed.length === 1
          ? t('Delete this network?')
          : t('Delete {count, plural, one {# network} other {# networks}}?', { count: doomed.length })
      }
      confirmLabel={removal.isPending ? t('Deleting…') : t('Delete')}
      busy={removal.isPending || blocked}
      onConfirm={() => removal.mutate({ ids: doomed.map(({ id }) => id), disconnect })}
      onCancel={onClose}
    >
      <Names rows={doomed} />
      {kept.length > 0 && (
        <p>
          {t(
            "{count, plural, one {# network} other {# networks}} of the engine's own cannot be deleted and {count, plural, one {stays} other {stay}}.",
            { count: kept.length },
          )}
        </p>
      )}
      {held.length > 0 && (
        <>
          <p>{t('Running containers are connected, and would lose these addresses and names:')}</p>
          <Members rows={held} alive />
          <Checkbox
            label={t('Disconnect these containers first')}
            checked={disconnect}
            onChange={(event) => setDisconnect(event.currentTarget.checked)}
          />
        </>
      )}
      {waiting.length > 0 && (
        <>
          <p>
            {disconnect
              ? t('These stopped containers are disconnected too:')
              : t('These stopped containers belong to it, and cannot start again until they are connected elsewhere:')}
          </p>
          <Members rows={waiting} alive={false} />
        </>
      )}
      {removal.error !== null && <ErrorNotice error={removal.error} />}
      <RemovalFailures ended={removal.data ?? []} />
    </ConfirmDialog>
  );
}

const Names = ({ rows }: { readonly rows: readonly NetworkRow[] }) => (
  <ul className={classes.names}>
    {rows.slice(0, MOST_SHOWN).map(({ id, name, driver }) => (
      <li key={id}>
        <EngineText value={name} /> <span className={classes.dim}>{driver}</span>
      </li>
    ))}
    {rows.length > MOST_SHOWN && <li>{t('and {count} more', { count: rows.length - MOST_SHOWN })}</li>}
  </ul>
);

function Members({ rows, alive }: { readonly rows: readonly NetworkRow[]; readonly alive: boolean }) {
  const members = rows.flatMap((row) =>
    row.endpoints
      .filter((each) => isAlive(each) === alive)
      .map((each) => ({ ...each, network: row.name, key: `${row.id} ${each.id}` })),
  );
  return (
    <ul className={classes.names}>
      {members.slice(0, MOST_SHOWN).map(({ key, name, ipv4, network }) => (
        <li key={key}>
          <EngineText value={name} />{' '}
          <span className={classes.dim}>
            {ipv4} {rows.length > 1 && <EngineText value={network} />}
          </span>
        </li>
      ))}
      {members.length > MOST_SHOWN && <li>{t('and {count} more', { count: members.length - MOST_SHOWN })}</li>}
    </ul>
  );
}
