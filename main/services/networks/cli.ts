import type { AttachWish, NetworkWish } from '../../contract/networks';

/** What is safe to name an object by: other names may look like a flag, or be another's id. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

interface Named {
  readonly id: string;
  readonly name: string;
}

export const target = ({ id, name }: Named): string => (NAME.test(name) ? name : id);

const flag = (name: string, value: string): readonly string[] => (value === '' ? [] : [name, value]);
const pair = ({ name, value }: { readonly name: string; readonly value: string }): string =>
  value === '' ? name : `${name}=${value}`;

/** Flags of `docker network create` that come once for each subnet belong together by their order. */
const ipamFlags = ({ subnet, ipRange, gateway, auxAddresses }: NetworkWish['ipam'][number]): readonly string[] => [
  ...flag('--subnet', subnet),
  ...flag('--ip-range', ipRange),
  ...flag('--gateway', gateway),
  ...auxAddresses.flatMap(({ name, address }) => ['--aux-address', `${name}=${address}`]),
];

export const createWords = (wish: NetworkWish): readonly string[] => [
  ...['network', 'create'],
  ...flag('--driver', wish.driver),
  ...wish.ipam.flatMap(ipamFlags),
  ...(wish.ipv6 ? ['--ipv6'] : []),
  ...(wish.internal ? ['--internal'] : []),
  ...(wish.attachable ? ['--attachable'] : []),
  ...wish.options.flatMap((option) => ['-o', pair(option)]),
  ...wish.labels.flatMap((label) => ['--label', pair(label)]),
  ...(wish.name.startsWith('-') ? ['--'] : []),
  wish.name,
];

export const connectWords = (wish: AttachWish, network: Named, container: Named): readonly string[] => [
  ...['network', 'connect'],
  ...wish.aliases.flatMap((alias) => ['--alias', alias]),
  ...flag('--ip', wish.ipv4),
  ...flag('--ip6', wish.ipv6),
  target(network),
  target(container),
];

export const disconnectWords = (network: Named, container: Named, force: boolean): readonly string[] => [
  ...['network', 'disconnect'],
  ...(force ? ['--force'] : []),
  target(network),
  target(container),
];

export const removeWords = (network: Named): readonly string[] => ['network', 'rm', target(network)];
