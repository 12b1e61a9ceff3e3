import { cut, list, number, record, text } from '../../engine/loose';
import type { EngineClient } from '../../engine/types';

/** How a container stands in one network. Strings are hostile. */
export interface PeerNetwork {
  readonly id: string;
  readonly name: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly gateway: string;
  readonly aliases: readonly string[];
  readonly fixedIpv4: string;
  readonly fixedIpv6: string;
}

export interface Published {
  readonly containerPort: number;
  readonly hostIp: string;
  readonly hostPort: number;
}

/** What inspect tells of a container that matters to who reaches it. */
export interface Peer {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  readonly paused: boolean;
  readonly mode: string;
  /** Names its network namespace: two with the same one share it. */
  readonly namespace: string;
  /** Those of the namespace's owner, where it is another container's. */
  readonly networks: readonly PeerNetwork[];
  /** Likewise. TCP only. */
  readonly published: readonly Published[];
  readonly exposed: readonly number[];
  /** What DNS calls the namespace's owner. */
  readonly dnsName: string;
}

const LIMIT = 512;
const MOST = 200;
const JOINS = 'container:';

const short = (value: unknown): string => cut(text(value), LIMIT);
const nameOf = (value: unknown): string => short(value).replace(/^\//, '');

const inspect = async (client: EngineClient, id: string): Promise<Readonly<Record<string, unknown>>> =>
  record(await client.json({ method: 'GET', path: `/containers/${encodeURIComponent(id)}/json` }));

export function readPeerNetworks(inspected: Readonly<Record<string, unknown>>): readonly PeerNetwork[] {
  return Object.entries(record(record(inspected.NetworkSettings).Networks))
    .slice(0, MOST)
    .map(([name, value]) => {
      const said = record(value);
      const asked = record(said.IPAMConfig);
      return {
        ...{ id: short(said.NetworkID), name: cut(name, LIMIT), gateway: short(said.Gateway) },
        ...{ ipv4: short(said.IPAddress), ipv6: short(said.GlobalIPv6Address) },
        ...{ fixedIpv4: short(asked.IPv4Address), fixedIpv6: short(asked.IPv6Address) },
        // Newer engines tell the names that come by themselves apart.
        aliases: [...new Set([...list(said.Aliases), ...list(said.DNSNames)].map(short))].slice(0, MOST),
      };
    });
}

function readPublished(inspected: Readonly<Record<string, unknown>>): readonly Published[] {
  return Object.entries(record(record(inspected.NetworkSettings).Ports)).flatMap(([key, bindings]) => {
    const containerPort = tcpPort(key);
    return list(bindings)
      .slice(0, MOST)
      .map(record)
      .flatMap(({ HostIp, HostPort }) => {
        const hostPort = Number(text(HostPort));
        return containerPort === null || !(hostPort > 0) ? [] : [{ containerPort, hostIp: short(HostIp), hostPort }];
      });
  });
}

/** `80/tcp`; null for other protocols. */
function tcpPort(key: string): number | null {
  const [, digits] = /^(\d{1,5})(?:\/tcp)?$/.exec(key) ?? [];
  return digits === undefined ? null : number(Number(digits));
}

/** Rejects with EngineError. */
export async function readPeer(client: EngineClient, id: string): Promise<Peer> {
  const own = await inspect(client, id);
  const mode = short(record(own.HostConfig).NetworkMode);
  const owner = mode.startsWith(JOINS) ? await inspect(client, mode.slice(JOINS.length)).catch(() => own) : own;
  const state = record(own.State);
  const ownerMode = short(record(owner.HostConfig).NetworkMode);
  return {
    ...{ id: short(own.Id), name: nameOf(own.Name), dnsName: nameOf(owner.Name) },
    ...{ running: state.Running === true, paused: state.Paused === true },
    mode: ownerMode.startsWith(JOINS) ? mode : ownerMode,
    namespace: ownerMode === 'host' ? 'host' : short(owner.Id),
    networks: readPeerNetworks(owner),
    published: readPublished(owner),
    exposed: Object.keys(record(record(own.Config).ExposedPorts)).flatMap((key) => tcpPort(key) ?? []),
  };
}
