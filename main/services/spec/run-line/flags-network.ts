import type { ContainerSpec, SpecNetwork, SpecPort } from '../../../contract/spec';
import { csvFields, csvLine, pair } from '../csv';
import { emptyNetwork } from '../../../contract/empty-spec';
import { isMode } from '../network-mode';
import { portAndProtocol, portRange } from '../port-range';
import { integer, many, setPair, toggle, words } from './kinds';
import type { Flag } from './types';
import { msg } from '../../../../texts/msg';
import { say } from '../../../../texts/say';

const whole = (spec: ContainerSpec) => spec;

const PROTOCOLS = ['tcp', 'udp', 'sctp'] as const;

/** `published=80,target=90,protocol=udp` in the short way; null: not the long one. */
function shortWay(word: string): string | null {
  const fields = new Map(word.split(',').map((field) => [pair(field).name, pair(field).value ?? ''] as const));
  if (
    ![...fields.keys()].every((key) =>
      ['published', 'target', 'protocol', 'mode', 'name', 'app_protocol'].includes(key),
    )
  )
    return null;
  return `${fields.get('published') ?? ''}:${fields.get('target') ?? ''}/${fields.get('protocol') ?? 'tcp'}`;
}

const count = (range: string): number => {
  const { first, last } = portRange(range) ?? { first: 0, last: -1 };
  return last - first + 1;
};

function readPort(said: string): SpecPort | null {
  const parts = (said.includes('=') ? (shortWay(said) ?? '') : said).split(':');
  const { port: containerPort, protocol } = portAndProtocol(parts.at(-1) ?? '');
  const hostPort = parts.at(-2) ?? '';
  const hostIp = parts
    .slice(0, -2)
    .join(':')
    .replace(/^\[(.*)\]$/, '$1');
  const known = PROTOCOLS.find((each) => each === protocol);
  if (known === undefined || portRange(containerPort) === null) return null;
  if (hostPort !== '' && portRange(hostPort) === null) return null;
  if (hostPort !== '' && count(containerPort) > 1 && count(hostPort) !== count(containerPort)) return null;
  return { hostIp, hostPort: hostPort === '0' ? '' : hostPort, containerPort, protocol: known };
}

const publish = {
  read: readPort,
  print: ({ hostIp, hostPort, containerPort, protocol }: SpecPort): string => {
    const container = protocol === 'tcp' ? containerPort : `${containerPort}/${protocol}`;
    const address = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
    if (address !== '') return `${address}:${hostPort}:${container}`;
    return hostPort === '' ? container : `${hostPort}:${container}`;
  },
  wants: msg('is ports such as 8080:80, 127.0.0.1:53:53/udp or 8000-8010:8000-8010, with ranges of one length'),
};

const expose = {
  read: (word: string): string | null => {
    const { port, protocol } = portAndProtocol(word);
    const known = PROTOCOLS.some((each) => each === protocol);
    return known && portRange(port) !== null ? `${port}/${protocol}` : null;
  },
  print: (word: string): string => word.replace(/\/tcp$/, ''),
  wants: msg('is a port or a range, such as 80 or 100-110/udp'),
};

/** `host=ip` is the newer way; an IPv6 address may stand in brackets. */
const addHost = {
  read: (word: string): string | null => {
    const [, host = '', address = ''] = /^([^=:]+)[=:](.+)$/.exec(word) ?? [];
    return host === '' ? null : `${host}:${address.replace(/^\[(.*)\]$/, '$1')}`;
  },
  print: (word: string): string => word,
  wants: msg('is a name and an address, such as db:10.0.0.5'),
};

function setField(network: SpecNetwork, key: string, value: string): string | null {
  switch (key) {
    case 'name':
      network.name = value;
      return null;
    case 'alias':
      network.aliases.push(value);
      return null;
    case 'ip':
      network.ipv4 = value;
      return null;
    case 'ip6':
      network.ipv6 = value;
      return null;
    case 'mac-address':
      network.macAddress = value;
      return null;
    case 'link-local-ip':
      network.linkLocalIps.push(value);
      return null;
    case 'driver-opt':
      setPair(network.driverOptions, { name: pair(value).name, value: pair(value).value ?? '' });
      return pair(value).value === null ? say('has a driver-opt without a value') : null;
    case 'gw-priority':
      network.gatewayPriority = integer.read(value) ?? 0;
      return integer.read(value) === null ? say('has a gw-priority that is no whole number') : null;
    default:
      return say('does not know {key}', { key });
  }
}

/** The CLI takes the long form for what has `a=b` in it, and takes that in lower case. */
function readNetwork(word: string): SpecNetwork | string {
  const network = emptyNetwork('');
  if (!/\w+=\w+/.test(word)) return { ...network, name: word };
  for (const field of csvFields(word)) {
    const { name, value } = pair(field.toLowerCase());
    const wrong =
      value === null ? say('has {field} without a value', { field }) : setField(network, name.trim(), value.trim());
    if (wrong !== null) return wrong;
  }
  return network.name === '' ? say('has no name=') : network;
}

/** Of the first network, whatever has a flag of its own. */
const firstOf = (spec: ContainerSpec): SpecNetwork | undefined =>
  spec.networkMode === '' ? spec.networks[0] : undefined;

/** `--network`, with all of it or without what has flags of its own. */
export const longWord = (network: SpecNetwork, all: boolean): string => {
  const said = (key: string, value: string): readonly string[] => (value === '' ? [] : [`${key}=${value}`]);
  const fields = [
    ...(all ? network.aliases.map((alias) => `alias=${alias}`) : []),
    ...(all ? said('ip', network.ipv4) : []),
    ...(all ? said('ip6', network.ipv6) : []),
    ...(all ? said('mac-address', network.macAddress) : []),
    ...(all ? network.linkLocalIps.map((address) => `link-local-ip=${address}`) : []),
    ...network.driverOptions.map(({ name, value }) => `driver-opt=${name}=${value}`),
    ...(network.gatewayPriority === 0 ? [] : [`gw-priority=${String(network.gatewayPriority)}`]),
  ];
  return fields.length === 0 ? network.name : csvLine([`name=${network.name}`, ...fields]);
};

const network: Flag = {
  name: 'network',
  aliases: ['net'],
  read: ({ networks }, value) => {
    const read = readNetwork(value);
    if (typeof read === 'string') return read;
    if (networks.some(({ name }) => name === read.name)) return `names ${read.name} twice`;
    networks.push(read);
    return null;
  },
  print: ({ networkMode, networks }) => {
    if (networkMode !== '') return [networkMode];
    const said = networks.map((each, index) => longWord(each, index > 0));
    return networks.length === 1 && said[0] === 'default' ? [] : said;
  },
};

type Own = 'ipv4' | 'ipv6' | 'macAddress';
const ownWord = (name: string, key: Own): Flag => ({
  name,
  read: ({ own }, value) => {
    own[key] = value;
    return null;
  },
  print: (spec) => [firstOf(spec)?.[key] ?? ''].filter((value) => value !== ''),
});

type OwnList = 'aliases' | 'linkLocalIps';
const ownList = (name: string, key: OwnList): Flag => ({
  name,
  read: ({ own }, value) => {
    own[key].push(value);
    return null;
  },
  print: (spec) => firstOf(spec)?.[key] ?? [],
});

export const NETWORK: readonly Flag[] = [
  { ...many('publish', whole, 'ports', publish), short: 'p' },
  { ...toggle('publish-all', whole, 'publishAll'), short: 'P' },
  many('expose', whole, 'expose', expose),
  network,
  { ...ownList('network-alias', 'aliases'), aliases: ['net-alias'] },
  ownWord('ip', 'ipv4'),
  ownWord('ip6', 'ipv6'),
  ownWord('mac-address', 'macAddress'),
  ownList('link-local-ip', 'linkLocalIps'),
  words('dns', whole, 'dns'),
  words('dns-search', whole, 'dnsSearch'),
  { ...words('dns-option', whole, 'dnsOptions'), aliases: ['dns-opt'] },
  many('add-host', whole, 'extraHosts', addHost),
  words('link', whole, 'links'),
];

const isUnsaid = (said: SpecNetwork): boolean => JSON.stringify(said) === JSON.stringify(emptyNetwork(said.name));

/** What one of both says; both may not. */
const oneOf = <T extends string | readonly string[]>(first: T, second: T): T => (first.length === 0 ? second : first);

const PARTS = ['aliases', 'ipv4', 'ipv6', 'macAddress', 'linkLocalIps'] as const;

/** Puts what the line says of networks together; what is wrong with that, else null. */
export function joinNetworks(spec: ContainerSpec, networks: readonly SpecNetwork[], own: SpecNetwork): string | null {
  const mode = networks.find(({ name }) => isMode(name));
  if (mode !== undefined && networks.length > 1)
    return say('{name} cannot be had together with other networks', { name: mode.name });
  if (mode !== undefined) {
    spec.networkMode = mode.name;
    return isUnsaid(own) && isUnsaid(mode)
      ? null
      : say("{name} has neither aliases nor addresses of the container's own", { name: mode.name });
  }
  const [first = emptyNetwork('default'), ...more] = networks;
  const twice = PARTS.find((key) => first[key].length > 0 && own[key].length > 0);
  if (twice !== undefined)
    return say('an alias or address of a network is said both in the network and by a flag of its own');
  const joined: SpecNetwork = {
    ...first,
    aliases: oneOf(first.aliases, own.aliases),
    ipv4: oneOf(first.ipv4, own.ipv4),
    ipv6: oneOf(first.ipv6, own.ipv6),
    macAddress: oneOf(first.macAddress, own.macAddress),
    linkLocalIps: oneOf(first.linkLocalIps, own.linkLocalIps),
  };
  const alone = more.length === 0 && joined.name === 'default' && isUnsaid(joined);
  spec.networks = alone ? [] : [joined, ...more];
  return null;
}
