import { IconPlugConnected, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NetworkRow } from '../../../main/contract/networks';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { dateTime } from '../../lib/time';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { DetailsBody, DetailsPane as Pane } from '../../ui/details-pane';
import { EngineText } from '../../ui/engine-text';
import { Fact, Facts, Section } from '../../ui/facts';
import { IconButton } from '../../ui/icon-button';
import { Notice } from '../../ui/notice';
import { Attached } from './attached';
import classes from './networks.module.css';
import { isConnectable, keptBecause } from './words';

interface Props {
  readonly row: NetworkRow;
  readonly onConnect: () => void;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}

/** One network beside the list. */
export function DetailsPane({ row, onConnect, onDelete, onClose }: Props) {
  const kept = keptBecause(row);
  return (
    <Pane
      of={row.id}
      label={t('Network {name}', { name: row.name })}
      title={row.name}
      actions={
        <IconButton
          label={t('Delete')}
          icon={<IconTrash size={16} />}
          danger
          disabled={kept !== null}
          onClick={onDelete}
        />
      }
      onClose={onClose}
    >
      <DetailsBody>
        {kept !== null && <Notice tone="info">{kept}</Notice>}
        <Section
          title={t('Containers')}
          none={row.endpoints.length === 0 && t('No container is in this network.')}
          actions={
            isConnectable(row) ? (
              <Button icon={<IconPlugConnected size={15} />} onClick={onConnect}>
                {t('Connect a container')}
              </Button>
            ) : undefined
          }
        >
          <Attached row={row} />
        </Section>
        <Addresses row={row} />
        <Section title={t('Network')}>
          <Facts>
            <Fact name="ID">
              <span className={classes.withCopy}>
                <code>{withoutControls(row.id.slice(0, 12))}</code> <CopyButton text={row.id} label={t('Copy ID')} />
              </span>
            </Fact>
            <Text name={t('Driver')} value={row.driver} />
            <Text name={t('Scope')} value={row.scope} />
            <Fact name={t('Created')}>{row.created === null ? t('not told') : dateTime(row.created)}</Fact>
            <Fact name={t('Internal')}>{row.internal ? t('yes: no way out of it') : t('no')}</Fact>
            <Fact name={t('IPv6')}>{row.ipv6 ? t('enabled') : t('not enabled')}</Fact>
            <Fact name={t('Attachable')}>{row.attachable ? t('yes') : t('no')}</Fact>
            {row.ingress && <Fact name={t('Ingress')}>{t('yes')}</Fact>}
            {row.project !== null && <Text name={t('Compose project')} value={row.project} />}
          </Facts>
        </Section>
        <Pairs title={t('Options')} pairs={row.options} />
        <Pairs title={t('Labels')} pairs={row.labels} />
        <div>
          <CopyButton
            withText
            label={t('Copy inspect JSON')}
            text={async () => (await rpc.call('networks.inspect', { id: row.id })).json}
          />
        </div>
      </DetailsBody>
    </Pane>
  );
}

const Text = ({ name, value }: { readonly name: ReactNode; readonly value: string }) => (
  <Fact name={name}>
    <EngineText value={value} wrap />
  </Fact>
);

function Addresses({ row: { subnets, ipamDriver } }: { readonly row: NetworkRow }) {
  return (
    <Section title={t('Addresses')} none={subnets.length === 0 && t('It gives no addresses.')}>
      <Facts>
        {subnets.map(({ subnet, gateway, ipRange, auxAddresses }) => (
          <Fact key={subnet} name={<EngineText value={subnet} mono />}>
            <EngineText
              value={gateway === '' ? t('gateway: the first address') : t('gateway {gateway}', { gateway })}
            />
            {ipRange !== '' && <EngineText value={t(', addresses from {ipRange}', { ipRange })} />}
            {auxAddresses.map(({ name, address }) => (
              <div key={name}>
                <EngineText value={t('reserved: {address} {name}', { address, name })} />
              </div>
            ))}
          </Fact>
        ))}
        {ipamDriver !== 'default' && <Text name={t('IPAM driver')} value={ipamDriver} />}
      </Facts>
    </Section>
  );
}

function Pairs({ title, pairs }: { readonly title: string; readonly pairs: Readonly<Record<string, string>> }) {
  const entries = Object.entries(pairs);
  if (entries.length === 0) return null;
  return (
    <Section title={title}>
      <Facts>
        {entries.map(([name, value]) => (
          <Text key={name} name={<EngineText value={name} wrap />} value={value} />
        ))}
      </Facts>
    </Section>
  );
}
