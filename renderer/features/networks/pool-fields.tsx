import { TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { NetworkGround, NetworkProblem } from '../../../main/contract/networks';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import type { Pool } from './draft';
import { saidOf } from './field-words';
import classes from './networks.module.css';

interface Props {
  readonly pools: readonly Pool[];
  readonly problems: readonly NetworkProblem[];
  readonly free: NetworkGround['free'] | undefined;
  readonly onChange: (pools: readonly Pool[]) => void;
}

/** The subnets of a network, each with what is set aside in it. */
export function PoolFields({ pools, problems, free, onChange }: Props) {
  return pools.map((pool, index) => (
    <PoolField
      key={index}
      {...{ pool, index, problems, free }}
      onChange={(patch) => onChange(pools.map((each, at) => (at === index ? { ...each, ...patch } : each)))}
      onRemove={() => onChange(pools.filter((_, at) => at !== index))}
    />
  ));
}

interface PoolProps extends Pick<Props, 'problems' | 'free'> {
  readonly pool: Pool;
  readonly index: number;
  readonly onChange: (patch: Partial<Pool>) => void;
  readonly onRemove: () => void;
}

function PoolField({ pool, index, problems, free, onChange, onRemove }: PoolProps) {
  const path = `ipam.${index}`;
  const name = t('Subnet {index}', { index: index + 1 });
  const box = { spellCheck: false, autoComplete: 'off' } as const;
  const proposal = (pool.subnet.includes(':') ? free?.ipv6 : free?.ipv4) ?? '';
  const isBad = problems.some((problem) => problem.path === `${path}.subnet`);
  return (
    <div role="group" aria-label={name} className={classes.pool}>
      <div className={classes.poolHead}>
        <strong>{name}</strong>
        {isBad && proposal !== '' && proposal !== pool.subnet && (
          <Button onClick={() => onChange({ subnet: proposal, gateway: '', ipRange: '', auxAddresses: [] })}>
            {t('Use {proposal}', { proposal })}
          </Button>
        )}
        <IconButton
          label={t('Remove subnet {index}', { index: index + 1 })}
          icon={<IconTrash size={15} />}
          onClick={onRemove}
        />
      </div>
      <div className={classes.fields}>
        <TextInput
          {...box}
          label={t('Subnet')}
          placeholder="172.28.0.0/16"
          value={pool.subnet}
          {...(pool.subnet === '' ? {} : saidOf(problems, `${path}.subnet`))}
          onChange={(event) => onChange({ subnet: event.currentTarget.value })}
        />
        <TextInput
          {...box}
          label={t('Gateway')}
          placeholder={t('the first address')}
          value={pool.gateway}
          {...saidOf(problems, `${path}.gateway`)}
          onChange={(event) => onChange({ gateway: event.currentTarget.value })}
        />
        <TextInput
          {...box}
          label={t('IP range')}
          placeholder={t('the whole subnet')}
          value={pool.ipRange}
          {...saidOf(problems, `${path}.ipRange`)}
          onChange={(event) => onChange({ ipRange: event.currentTarget.value })}
        />
      </div>
      <Reserved {...{ pool, index, problems, onChange }} />
    </div>
  );
}

function Reserved({ pool, index, problems, onChange }: Pick<PoolProps, 'pool' | 'index' | 'problems' | 'onChange'>) {
  const { auxAddresses } = pool;
  const change = (at: number, patch: Partial<Pool['auxAddresses'][number]>): void =>
    onChange({ auxAddresses: auxAddresses.map((each, place) => (place === at ? { ...each, ...patch } : each)) });
  return (
    <>
      {auxAddresses.map(({ name, address }, at) => (
        <div key={at} className={classes.pair}>
          <TextInput
            aria-label={t('Name of reserved address {at}', { at: at + 1 })}
            placeholder={t('name, as router')}
            autoComplete="off"
            value={name}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('Reserved address {at}', { at: at + 1 })}
            placeholder={t('address')}
            autoComplete="off"
            value={address}
            {...(address === '' ? {} : saidOf(problems, `ipam.${index}.auxAddresses.${at}`))}
            onChange={(event) => change(at, { address: event.currentTarget.value })}
          />
          <IconButton
            label={t('Remove reserved address {at}', { at: at + 1 })}
            icon={<IconTrash size={15} />}
            onClick={() => onChange({ auxAddresses: auxAddresses.filter((_, place) => place !== at) })}
          />
        </div>
      ))}
      <div>
        <Button onClick={() => onChange({ auxAddresses: [...auxAddresses, { name: '', address: '' }] })}>
          {t('Reserve an address')}
        </Button>
      </div>
    </>
  );
}
