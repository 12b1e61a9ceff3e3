import { IconPlugConnectedX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Endpoint, EndpointNames, NetworkRow } from '../../../main/contract/networks';
import { withoutControls } from '../../lib/control-characters';
import { t, Trans } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { IconButton } from '../../ui/icon-button';
import classes from './networks.module.css';
import { containerPath, isAlive } from './words';

/** The containers in a network, with their addresses and further names. */
export function Attached({ row }: { readonly row: NetworkRow }) {
  const [leaving, setLeaving] = useState<Endpoint | null>(null);
  // Asked anew whenever somebody came, went or was started.
  const key = row.endpoints.map(({ id, state, ipv4, ipv6 }) => `${id} ${state} ${ipv4} ${ipv6}`).join();
  const names = useQuery({
    queryKey: ['networks', 'endpoint-names', row.id, key],
    queryFn: () => rpc.call('networks.endpointNames', { id: row.id }),
  });
  const fixed = row.driver === 'host' || row.driver === 'null';
  return (
    <>
      <table className={classes.attached} aria-label={t('Containers in this network')}>
        <thead>
          <tr>
            <th scope="col">{t('Name')}</th>
            <th scope="col">{t('Address')}</th>
            <th scope="col">{t('Aliases')}</th>
            <th scope="col">
              <span className="sw-hidden">{t('Actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {row.endpoints.map((end) => (
            <tr key={end.id}>
              <td>
                <Link href={containerPath(end.id)}>
                  <EngineText value={end.name} />
                </Link>
                {!isAlive(end) && <div className={classes.dim}>{end.state}</div>}
              </td>
              <td>
                <Address end={end} names={names.data?.find(({ id }) => id === end.id)} />
              </td>
              <td>
                <Aliases end={end} names={names.data?.find(({ id }) => id === end.id)} />
              </td>
              <td>
                {!fixed && (
                  <IconButton
                    label={t('Disconnect {name}', { name: withoutControls(end.name) })}
                    icon={<IconPlugConnectedX size={15} />}
                    onClick={() => setLeaving(end)}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leaving !== null && <Disconnect row={row} end={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

interface CellProps {
  readonly end: Endpoint;
  readonly names: EndpointNames | undefined;
}

function Address({ end: { ipv4, ipv6 }, names }: CellProps) {
  const shown = [ipv4 || names?.fixedIpv4, ipv6 || names?.fixedIpv6].filter(
    (each) => each !== undefined && each !== '',
  );
  return shown.map((address) => (
    <div key={address}>
      <EngineText value={address ?? ''} mono />
    </div>
  ));
}

/** Without the one the engine makes of the ID. */
const Aliases = ({ end: { id, name }, names }: CellProps) => (
  <EngineText value={(names?.aliases ?? []).filter((alias) => alias !== name && !id.startsWith(alias)).join(', ')} />
);

interface DisconnectProps {
  readonly row: NetworkRow;
  readonly end: Endpoint;
  readonly onClose: () => void;
}

function Disconnect({ row, end, onClose }: DisconnectProps) {
  const disconnect = useMutation({
    mutationFn: () => rpc.call('networks.disconnect', { network: row.id, container: end.id }),
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      opened
      danger
      title={
        <>
          <Trans text="Disconnect {name}?" values={{ name: <EngineText value={end.name} /> }} />
        </>
      }
      confirmLabel={t('Disconnect')}
      busy={disconnect.isPending}
      onConfirm={() => disconnect.mutate()}
      onCancel={onClose}
    >
      <p>
        {t('It loses its address')} {end.ipv4 !== '' && <EngineText value={end.ipv4} mono />}{' '}
        <Trans
          text="and its names in {name}; connections over this network break. It can be connected again."
          values={{ name: <EngineText value={row.name} /> }}
        />
      </p>
      {disconnect.error !== null && <ErrorNotice error={disconnect.error} />}
    </ConfirmDialog>
  );
}
