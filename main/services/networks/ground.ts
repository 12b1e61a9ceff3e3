import type { NetworkInterfaceInfo } from 'node:os';
import type { NetworkGround } from '../../contract/networks';
import { cut, list, record, text } from '../engine/loose';
import type { Engine } from '../engine/types';
import { formatCidr, overlap, parseCidr } from './cidr';
import { freeIpv4, freeIpv6 } from './free-subnet';
import type { Surroundings } from './plan';
import { readWhole } from './watch';

/** `os.networkInterfaces` */
export type Interfaces = () => NodeJS.Dict<NetworkInterfaceInfo[]>;

/** There is one of each already, and no second. */
const SINGLE: readonly string[] = ['host', 'null', 'none'];
const NAME_LIMIT = 200;
/** Of an engine that does not tell its drivers. */
const ALWAYS: readonly string[] = ['bridge'];

/** Whether the engine's machine is this computer: its own VM is another one. */
const isHere = ({ status }: ReturnType<Engine['state']>): boolean =>
  status.engine !== null && status.engine.key !== 'vm' && status.engine.url.startsWith('unix:');

function hostSubnets(interfaces: Interfaces): NetworkGround['host'] {
  return Object.entries(interfaces()).flatMap(([name, addresses = []]) =>
    addresses.flatMap(({ cidr, internal }) => {
      const parsed = internal || cidr === null ? null : parseCidr(cidr);
      return parsed === null ? [] : [{ interface: name, subnet: formatCidr(parsed) }];
    }),
  );
}

const isCidr = <T>(value: T | null): value is T => value !== null;

/** What the engine has, and what is free. Rejects with EngineError. */
export async function readSurroundings(
  engine: Pick<Engine, 'client' | 'state'>,
  interfaces: Interfaces,
): Promise<Surroundings> {
  const [info, { networks }] = await Promise.all([
    engine.client.json({ method: 'GET', path: '/info' }).then(record),
    readWhole(engine.client),
  ]);
  const swarm = text(record(info.Swarm).LocalNodeState) === 'active';
  const said = list(record(info.Plugins).Network).map((name) => cut(text(name), NAME_LIMIT));
  const names = [...new Set(said.filter((name) => name !== ''))].sort();
  const drivers = (names.length === 0 ? ALWAYS : names).filter(
    (name) => !SINGLE.includes(name) && (name !== 'overlay' || swarm),
  );
  const taken = networks.flatMap(({ subnets }) => subnets.map(({ subnet }) => parseCidr(subnet))).filter(isCidr);
  // The engine's own bridges are interfaces of this computer too.
  const host = (isHere(engine.state()) ? hostSubnets(interfaces) : []).filter(({ subnet }) => {
    const mine = parseCidr(subnet);
    return mine !== null && !taken.some((other) => overlap(other, mine));
  });
  const all = [...taken, ...host.map(({ subnet }) => parseCidr(subnet)).filter(isCidr)];
  const seed = text(info.ID) || (engine.state().status.engine?.key ?? '');
  return { drivers, swarm, host, networks, free: { ipv4: freeIpv4(all) ?? '', ipv6: freeIpv6(all, seed) ?? '' } };
}
