import type { NetworkGround, NetworkWish } from '../../../main/contract/networks';
import { t } from '../../lib/i18n';

export type Pool = NetworkWish['ipam'][number];
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** What the form holds. */
export interface Draft {
  readonly name: string;
  readonly driver: string;
  /** Of the options that the form has fields for, by their key; those of other drivers stay until they are back. */
  readonly known: Readonly<Record<string, string>>;
  readonly options: readonly Pair[];
  readonly labels: readonly Pair[];
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ipv6: boolean;
  readonly pools: readonly Pool[];
}

export interface KnownOption {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  /** With these to choose from; the first is what the engine does by itself. */
  readonly choices?: readonly string[];
}

const MTU: KnownOption = { key: 'com.docker.network.driver.mtu', label: 'MTU', hint: t("The engine's default: 1500.") };
const PARENT: KnownOption = {
  ...{ key: 'parent', label: t('Parent interface') },
  hint: t("An interface of the engine's machine, as eth0, or eth0.20 for VLAN 20."),
};
const yesNo = (key: string, label: string, hint: string, first: 'true' | 'false'): KnownOption => ({
  ...{ key, label, hint },
  choices: first === 'true' ? ['true', 'false'] : ['false', 'true'],
});

/** What each driver can be told, with a field of its own. */
const OPTIONS: Readonly<Record<string, readonly KnownOption[]>> = {
  bridge: [
    {
      key: 'com.docker.network.bridge.name',
      label: t('Bridge name'),
      hint: t('Of the Linux interface; at most 15 characters.'),
    },
    MTU,
    yesNo(
      'com.docker.network.bridge.enable_icc',
      t('Containers reach each other'),
      t('Inter-container communication (ICC).'),
      'true',
    ),
    yesNo(
      'com.docker.network.bridge.enable_ip_masquerade',
      t('Masquerade'),
      t("Outward, they have the machine's address."),
      'true',
    ),
    {
      ...{ key: 'com.docker.network.bridge.host_binding_ipv4', label: t('Publish ports on') },
      hint: t('Host address for published ports; empty: all.'),
    },
  ],
  macvlan: [
    PARENT,
    { key: 'macvlan_mode', label: t('Mode'), hint: '', choices: ['bridge', 'private', 'vepa', 'passthru'] },
  ],
  ipvlan: [
    PARENT,
    { key: 'ipvlan_mode', label: t('Mode'), hint: '', choices: ['l2', 'l3', 'l3s'] },
    { key: 'ipvlan_flag', label: t('Flag'), hint: '', choices: ['bridge', 'private', 'vepa'] },
  ],
  overlay: [yesNo('encrypted', t('Encrypted'), t('What goes between the nodes.'), 'false'), MTU],
};

export const optionsOf = (driver: string): readonly KnownOption[] =>
  Object.hasOwn(OPTIONS, driver) ? (OPTIONS[driver] ?? []) : [];

export const EMPTY: Draft = {
  ...{ name: '', driver: 'bridge', known: {}, options: [], labels: [] },
  ...{ internal: false, attachable: false, ipv6: false, pools: [] },
};

export const pool = (subnet: string): Pool => ({ subnet, ipRange: '', gateway: '', auxAddresses: [] });

export function wishOf(draft: Draft): NetworkWish {
  const { name, driver, known, options, labels, internal, attachable, ipv6, pools } = draft;
  const own = optionsOf(driver).flatMap(({ key, choices }) => {
    const value = known[key] ?? '';
    return value === '' || value === choices?.[0] ? [] : [{ name: key, value }];
  });
  return {
    ...{ name, driver, internal, attachable, ipv6 },
    ...{ options: [...own, ...options], labels: [...labels], ipam: [...pools] },
  };
}

const isIpv6 = ({ subnet }: Pool): boolean => subnet.includes(':');

/** IPv6 needs a subnet of its own on most engines: it comes and goes with it. */
export function withIpv6(draft: Draft, ipv6: boolean, free: NetworkGround['free'] | undefined): Draft {
  if (!ipv6) return { ...draft, ipv6, pools: draft.pools.filter((each) => !isIpv6(each)) };
  const pools = draft.pools.some(isIpv6) ? draft.pools : [...draft.pools, pool(free?.ipv6 ?? '')];
  return { ...draft, ipv6, pools };
}

/** Another subnet, with a proposal where there is none of its kind yet. */
export function withPool(draft: Draft, free: NetworkGround['free'] | undefined): Draft {
  const proposal = draft.pools.some((each) => !isIpv6(each)) ? '' : (free?.ipv4 ?? '');
  return { ...draft, pools: [...draft.pools, pool(proposal)] };
}
