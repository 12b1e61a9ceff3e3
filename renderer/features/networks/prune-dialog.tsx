import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { NetworkRow } from '../../../main/contract/networks';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import classes from './networks.module.css';
import { useNetworks } from './networks-store';
import { RemovalFailures } from './removal-failures';
import { useRemoval } from './use-removal';
import { isAlive, keptBecause } from './words';

/** What `docker network prune` would take. */
const isUnused = (row: NetworkRow): boolean => keptBecause(row) === null && !row.endpoints.some(isAlive);

/** A reason to leave it; '': none. */
function doubtOf({ endpoints, scope }: NetworkRow): string {
  if (endpoints.length > 0)
    return t('{count, plural, one {# stopped container} other {# stopped containers}} could not start again', {
      count: endpoints.length,
    });
  return scope === 'swarm' ? t('other nodes of the swarm may use it') : '';
}

/** The networks that no running container uses; exactly those ticked are deleted. */
export function PruneDialog({ onClose }: { readonly onClose: () => void }) {
  const rows = useNetworks((state) => state.rows);
  const unused = [...rows.values()].filter(isUnused).sort((a, b) => (a.name < b.name ? -1 : 1));
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isTicked = (row: NetworkRow): boolean => changed.get(row.id) ?? doubtOf(row) === '';
  const ticked = unused.filter(isTicked);
  const removal = useRemoval(onClose);
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Prune networks')}
      confirmLabel={
        removal.isPending
          ? t('Deleting…')
          : t('Delete {count, plural, one {# network} other {# networks}}', { count: ticked.length })
      }
      busy={removal.isPending || ticked.length === 0}
      onConfirm={() => removal.mutate({ ids: ticked.map(({ id }) => id), disconnect: false })}
      onCancel={onClose}
    >
      {unused.length === 0 ? (
        <p>{t("Every network is in use, or is the engine's own. There is nothing to prune.")}</p>
      ) : (
        <>
          <p>
            {t(
              'No running container uses these networks. Exactly those ticked are deleted, with their options and labels.',
            )}
          </p>
          <ul className={classes.pruned} aria-label={t('Unused networks')}>
            {unused.map((row) => (
              <li key={row.id}>
                <Checkbox
                  aria-label={t('Delete {name}', { name: withoutControls(row.name) })}
                  label={
                    <>
                      <EngineText value={row.name} /> <span className={classes.dim}>{row.driver}</span>
                    </>
                  }
                  description={doubtOf(row)}
                  checked={isTicked(row)}
                  onChange={({ currentTarget: { checked } }) => setChanged(new Map([...changed, [row.id, checked]]))}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {removal.error !== null && <ErrorNotice error={removal.error} />}
      <RemovalFailures ended={removal.data ?? []} />
    </ConfirmDialog>
  );
}
