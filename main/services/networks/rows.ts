import { type ContainerState, type Port, ROW_TEXT_LIMIT } from '../../contract/containers';
import type { Endpoint, NetworkRow, Sandbox, Subnet } from '../../contract/networks';
import { cut, list, type Loose, number, record, text, time } from '../engine/loose';
import { HELPER_LABEL, type HelperKind } from '../helpers/labels';

const NAME_LIMIT = 512;
const LIST_LIMIT = 200;
/** Characters of all labels of one network together. */
const LABELS_LIMIT = 16_384;
const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';

/** Of Linux and Windows engines, and of Podman. */
const PREDEFINED: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'nat', 'podman']);

/** Podman calls its own `podman` at its containers, and `bridge` in its list of networks. */
const ALIASES: Readonly<Record<string, string>> = { podman: 'bridge' };

const short = (value: unknown): string => cut(text(value), NAME_LIMIT);
const words = (value: unknown): string => cut(text(value), ROW_TEXT_LIMIT);

function pairs(value: unknown): Record<string, string> {
  const kept: [string, string][] = [];
  let room = LABELS_LIMIT;
  for (const [key, each] of Object.entries(record(value))) {
    const pair: [string, string] = [words(key), words(each)];
    room -= pair[0].length + pair[1].length;
    if (room < 0) break;
    kept.push(pair);
  }
  return Object.fromEntries(kept);
}

const own = (labels: Loose, key: string): string | null => {
  const value = Object.hasOwn(labels, key) ? words(labels[key]) : '';
  return value === '' ? null : value;
};

const bare = (address: string): string => address.split('/')[0] ?? '';

function subnets(config: unknown): Subnet[] {
  return list(config)
    .slice(0, LIST_LIMIT)
    .map(record)
    .filter((each) => text(each.Subnet) !== '')
    .map((each) => ({
      subnet: short(each.Subnet),
      ipRange: short(each.IPRange),
      // Some say it with its prefix.
      gateway: bare(short(each.Gateway)),
      auxAddresses: Object.entries(record(each.AuxiliaryAddresses ?? each.AuxAddress))
        .slice(0, LIST_LIMIT)
        .map(([name, address]) => ({ name: short(name), address: bare(short(address)) })),
    }));
}

const KNOWN = [
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
] as const satisfies ContainerState[];
const STATES: readonly string[] = KNOWN;
const isState = (said: string): said is ContainerState => STATES.includes(said);

/** A container of the list, as networks see it. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly state: ContainerState;
  readonly image: string;
  readonly labels: Loose;
  /** `HostConfig.NetworkMode` */
  readonly mode: string;
  readonly ports: readonly Port[];
  readonly ends: readonly End[];
}

interface End extends Pick<Endpoint, 'ipv4' | 'ipv6' | 'mac'> {
  /** '' of a container that never ran. */
  readonly networkId: string;
  readonly networkName: string;
}

function ports(value: unknown): Port[] {
  const seen = new Map<string, Port>();
  for (const each of list(value).slice(0, 1000).map(record)) {
    const containerPort = number(each.PrivatePort);
    if (containerPort === null) continue;
    const hostPort = number(each.PublicPort);
    const hostIp = hostPort === null || hostPort === 0 ? null : short(each.IP);
    const protocol = short(each.Type) || 'tcp';
    const found: Port = { hostIp, hostPort: hostIp === null ? null : hostPort, containerPort, protocol };
    seen.set(JSON.stringify(found), found);
  }
  return [...seen.values()].sort((a, b) => a.containerPort - b.containerPort || (a.hostPort ?? 0) - (b.hostPort ?? 0));
}

const LOOKERS: readonly string[] = ['files', 'probe'] satisfies readonly HelperKind[];

/** Reads `/containers/json`; without what Slipway makes only to look somewhere. */
export function readMembers(answer: unknown): readonly Member[] {
  return list(answer)
    .map(record)
    .filter((each) => text(each.Id) !== '' && !LOOKERS.includes(text(record(each.Labels)[HELPER_LABEL])))
    .map((each) => {
      const names = list(each.Names).map((name) => text(name).replace(/^\//, ''));
      const said = text(each.State);
      const id = short(each.Id);
      return {
        ...{ id, name: words(names.find((name) => !name.includes('/')) ?? names[0]) || id.slice(0, 12) },
        ...{ state: isState(said) ? said : 'unknown', image: short(each.Image), labels: record(each.Labels) },
        ...{ mode: short(record(each.HostConfig).NetworkMode), ports: ports(each.Ports) },
        ends: Object.entries(record(record(each.NetworkSettings).Networks))
          .slice(0, LIST_LIMIT)
          .map(([name, said]) => readEnd(name, record(said))),
      };
    });
}

const readEnd = (name: string, said: Loose): End => ({
  ...{ networkId: short(said.NetworkID), networkName: words(name), mac: short(said.MacAddress) },
  ...{ ipv4: bare(short(said.IPAddress)), ipv6: bare(short(said.GlobalIPv6Address)) },
});

/** Reads `/networks`. */
export function readNetworks(answer: unknown, members: readonly Member[]): readonly NetworkRow[] {
  const rows = list(answer)
    .map(record)
    .filter((each) => text(each.Id) !== '')
    .map((each) => readNetwork(each));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byName = new Map(rows.map((row) => [row.name, row]));
  for (const member of members)
    for (const end of member.ends) {
      // What never ran, or ran in a network of that name that is gone, will be in the one that has the name.
      const row = byId.get(end.networkId) ?? byName.get(end.networkName) ?? byName.get(ALIASES[end.networkName] ?? '');
      const { id, name, state } = member;
      row?.endpoints.push({ id, name, state, ipv4: end.ipv4, ipv6: end.ipv6, mac: end.mac });
    }
  for (const row of rows) row.endpoints.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  return rows;
}

function readNetwork(said: Loose): NetworkRow {
  const ipam = record(said.IPAM);
  const name = words(said.Name);
  const driver = short(said.Driver);
  return {
    ...{ id: short(said.Id), name, driver, scope: short(said.Scope) },
    ...{ created: time(said.Created), ipamDriver: short(ipam.Driver), subnets: subnets(ipam.Config) },
    ...{ ipv6: said.EnableIPv6 === true, internal: said.Internal === true, attachable: said.Attachable === true },
    ...{ ingress: said.Ingress === true, labels: pairs(said.Labels), options: pairs(said.Options) },
    project: own(record(said.Labels), PROJECT),
    predefined: PREDEFINED.has(name) && (driver === name || driver === 'null' || driver === 'bridge'),
    endpoints: [],
  };
}

const JOINS = 'container:';

/** The same containers as the map shows them, by the networks there are. */
export function readSandboxes(members: readonly Member[], networks: readonly NetworkRow[]): readonly Sandbox[] {
  const ends = new Map<string, Sandbox['endpoints']>();
  for (const { id, endpoints } of networks)
    for (const { id: member, ipv4, ipv6 } of endpoints)
      ends.set(member, [...(ends.get(member) ?? []), { networkId: id, ipv4, ipv6 }]);
  const owner = (mode: string): string | null => {
    const wanted = mode.slice(JOINS.length);
    return members.find(({ id, name }) => id === wanted || name === wanted)?.id ?? null;
  };
  return members.map(({ id, name, state, image, labels, mode, ports: published }) => ({
    ...{ id, name, state, image, project: own(labels, PROJECT), service: own(labels, SERVICE) },
    mode: modeOf(mode),
    joins: mode.startsWith(JOINS) ? owner(mode) : null,
    ports: [...published],
    endpoints: ends.get(id) ?? [],
  }));
}

function modeOf(mode: string): Sandbox['mode'] {
  if (mode.startsWith(JOINS)) return 'joined';
  return mode === 'host' || mode === 'none' ? mode : 'own';
}
