import type { ContainerSpec, SpecNetwork } from '../../contract/spec';
import { list, number, record, text } from '../engine/loose';
import { emptyNetwork } from '../../contract/empty-spec';
import { pairsOf } from './image-defaults';
import { isMode } from './network-mode';

const words = (value: unknown): string[] => list(value).map(text);
/** Of the id, as the engine uses it for a name. */
const SHORT_ID = 12;

/** Aliases without those the engine adds by itself. */
export function aliasesOf(endpoint: unknown, inspect: unknown): string[] {
  const id = text(record(inspect).Id);
  const own = [id.slice(0, SHORT_ID), id, text(record(inspect).Name).replace(/^\//, '')];
  return words(record(endpoint).Aliases).filter((alias) => !own.includes(alias));
}

function networkOf(name: string, endpoint: unknown, inspect: unknown): SpecNetwork {
  const fields = record(endpoint);
  const asked = record(fields.IPAMConfig);
  return {
    name,
    aliases: aliasesOf(endpoint, inspect),
    ipv4: text(asked.IPv4Address),
    ipv6: text(asked.IPv6Address),
    macAddress: '',
    linkLocalIps: words(asked.LinkLocalIPs),
    driverOptions: pairsOf(fields.DriverOpts),
    gatewayPriority: number(fields.GwPriority) ?? 0,
  };
}

/** The engine's own word for where a mode's container stands. */
const nameOfMode = (mode: string): string => (mode === 'default' || mode === '' ? 'bridge' : mode);

/** Endpoints with that of the mode first; its mode may be the id of its network. */
export function endpointsInOrder(inspect: unknown): readonly (readonly [string, unknown])[] {
  const endpoints = Object.entries(record(record(record(inspect).NetworkSettings).Networks));
  const mode = nameOfMode(text(record(record(inspect).HostConfig).NetworkMode));
  const isFirst = ([name, endpoint]: readonly [string, unknown]): boolean =>
    name === mode || text(record(endpoint).NetworkID) === mode;
  return [...endpoints.filter(isFirst), ...endpoints.filter((entry) => !isFirst(entry))];
}

/** `/db:/web/database` and `db:database` are the same link: `db:database`; its own name is said once. */
export function linkWord(said: string): string {
  const [target = '', alias = ''] = said.split(':').map((part) => part.split('/').at(-1) ?? '');
  return alias === '' || alias === target ? target : `${target}:${alias}`;
}

const asksNothing = (network: SpecNetwork): boolean =>
  JSON.stringify(network) === JSON.stringify(emptyNetwork(network.name));

type Networks = Pick<ContainerSpec, 'networkMode' | 'networks' | 'links'>;

export function networksOf(inspect: unknown): Networks {
  const host = record(record(inspect).HostConfig);
  const mode = text(host.NetworkMode);
  const endpoints = endpointsInOrder(inspect);
  const links = [...words(host.Links), ...endpoints.flatMap(([, endpoint]) => words(record(endpoint).Links))];
  // The engine keeps them in no order.
  const said = { links: [...new Set(links.map(linkWord))].sort() };
  if (isMode(mode)) return { ...said, networkMode: mode, networks: [] };
  const macAddress = text(record(record(inspect).Config).MacAddress);
  const networks = endpoints.map(([name, endpoint], index) => ({
    ...networkOf(index === 0 && nameOfMode(mode) !== mode ? 'default' : name, endpoint, inspect),
    ...(index === 0 && { macAddress }),
  }));
  const alone = networks.length === 1 && networks[0]?.name === 'default' && asksNothing(networks[0]);
  return { ...said, networkMode: '', networks: alone ? [] : networks };
}
