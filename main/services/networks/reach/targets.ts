import type { SharedNetwork } from '../../../contract/network-reach';
import type { NetworkRow } from '../../../contract/networks';
import { isHost, type Try } from './judge';
import type { Peer } from './peer';

export type Target = Omit<Try, 'outcome' | 'detail'>;

/** More would keep the user waiting for what they can see from the first ones. */
const MOST_TARGETS = 24;
const MOST_NAMES = 16;
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::', ''];
/** What a shell's tools take as a name, and DNS can hold. */
const HOST_NAME = /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?$/;

/** What separates containers of one bridge. */
const ICC = 'com.docker.network.bridge.enable_icc';
const isOff = (value: string | undefined): boolean => value !== undefined && /^(?:false|0|f)$/i.test(value);

export function sharedNetworks(from: Peer, to: Peer, rows: readonly NetworkRow[]): readonly SharedNetwork[] {
  const mine = new Set(from.networks.map(({ id }) => id));
  return to.networks
    .filter(({ id }) => id !== '' && mine.has(id))
    .flatMap(({ id }) => rows.find((row) => row.id === id) ?? [])
    .filter(({ driver }) => driver !== 'host' && driver !== 'null')
    .map(({ id, name, driver, internal, predefined, options }) => ({
      ...{ id, name, driver, internal, dns: !predefined, isolated: isOff(options[ICC]) },
    }));
}

/** Where B might be reached from A on that port, the most direct first. */
export function targetsFor(from: Peer, to: Peer, port: number, shared: readonly SharedNetwork[]): readonly Target[] {
  if (from.namespace === to.namespace)
    return ['127.0.0.1', '::1'].map((address) => ({ address, port, where: 'shared-namespace', network: '' }));
  const near = new Set(shared.map(({ id }) => id));
  const direct = to.networks
    .filter(() => !isHost(to))
    .flatMap(({ id, name, ipv4, ipv6 }) =>
      [ipv4, ipv6]
        .filter((address) => address !== '')
        .map((address): Target => {
          const where = near.has(id) || isHost(from) ? 'network' : 'other-network';
          return { address, port, where, network: name };
        }),
    )
    .sort((a, b) => Number(a.where === 'other-network') - Number(b.where === 'other-network'));
  const gateways = isHost(from)
    ? ['127.0.0.1']
    : from.networks.map(({ gateway }) => gateway).filter((each) => each !== '');
  const host = isHost(to) ? gateways.map((address): Target => ({ address, port, where: 'host', network: '' })) : [];
  const published = to.published
    .filter(({ containerPort, hostIp }) => containerPort === port && (isHost(from) || EVERYWHERE.includes(hostIp)))
    .flatMap(({ hostPort }) =>
      gateways.map((address): Target => ({ address, port: hostPort, where: 'published', network: '' })),
    );
  const all = [...direct, ...host, ...published];
  const seen = new Set<string>();
  return all
    .filter(({ address, port: at }) => {
      const key = `${address} ${at}`;
      return !seen.has(key) && Boolean(seen.add(key));
    })
    .slice(0, MOST_TARGETS);
}

/** What A may call B by. In the default bridge none should lead there, which is worth seeing. */
export function namesFor(from: Peer, to: Peer, shared: readonly SharedNetwork[]): readonly string[] {
  if (from.namespace === to.namespace || isHost(from) || isHost(to)) return [];
  const near = new Set(shared.filter(({ dns }) => dns).map(({ id }) => id));
  const aliases = to.networks.filter(({ id }) => near.has(id)).flatMap((network) => network.aliases);
  return [...new Set([to.dnsName, ...aliases])].filter((name) => HOST_NAME.test(name)).slice(0, MOST_NAMES);
}
