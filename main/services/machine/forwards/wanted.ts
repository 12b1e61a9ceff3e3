import { isIPv4, isIPv6 } from 'node:net';
import type { ForwardRule } from '../driver';
import type { PublishedPort } from './published';
import { say } from '../../../../texts/say';

/** A rule there should be, for whom, and what the guest must do for it. */
export interface WantedForward {
  readonly rule: ForwardRule;
  readonly containerId: string;
  readonly containerName: string;
  /** The guest's address where the port is published and which the way from the host does not reach by itself. */
  readonly guestIp: string | null;
  /** Why it cannot be, whatever is tried; null: it can. */
  readonly impossible: string | null;
}

export interface WantedOptions {
  /** Where a port published on every address is heard. */
  readonly publishOn: string;
  /** TCP port of the host that leads to the engine. */
  readonly engineHostPort: number;
  /** TCP port of the engine in the guest. */
  readonly engineGuestPort: number;
}

/** Each costs the hypervisor a socket. */
const RULES_LIMIT = 4000;
const ALL = '0.0.0.0';
const EVERY_ADDRESS: ReadonlySet<string> = new Set(['', ALL, '::']);

export const ruleKey = ({ protocol, hostIp, hostPort, guestPort }: ForwardRule): string =>
  `${protocol} ${hostIp} ${hostPort} ${guestPort}`;

/**
 * The rules for what is published, one for each address and port of the host: IPv4 and IPv6 of the same port are one. In
 * an order that does not depend on that of `ports`.
 */
export function wantedForwards(ports: readonly PublishedPort[], options: WantedOptions): readonly WantedForward[] {
  const wanted = new Map<string, WantedForward>();
  /** By port of the guest: whom it leads to. */
  const owners = new Map<string, { readonly port: PublishedPort; readonly guestIp: string | null }>();
  for (const port of inOrder(ports)) {
    const one = forwardOf(port, options);
    const key = ruleKey(one.rule);
    const guestPort = `${port.protocol} ${port.port}`;
    const owner = owners.get(guestPort) ?? { port, guestIp: one.guestIp };
    const shared = sameTarget(owner.port, port);
    const onAll = ruleKey({ ...one.rule, hostIp: ALL });
    if (shared && (wanted.has(key) || wanted.has(onAll))) continue;
    const impossible = one.impossible ?? (shared ? excess(wanted.size) : conflict(owner.port));
    if (impossible === null) owners.set(guestPort, owner);
    const unique = impossible === null ? key : `${key} ${port.containerId} ${port.ip}`;
    wanted.set(unique, { ...one, guestIp: owner.guestIp, impossible });
  }
  return [...wanted.values()].filter(isNotRepeated);
}

const excess = (count: number): string | null =>
  count < RULES_LIMIT ? null : say('More than {rulesLimit} ports are published.', { rulesLimit: RULES_LIMIT });

const conflict = ({ port, containerName }: PublishedPort): string =>
  say('Port {port} leads to the container {containerName} already.', { port, containerName });

/** Its port works on IPv4: that it cannot on IPv6 need not be said. */
const isNotRepeated = (
  { rule, impossible, containerId }: WantedForward,
  _: number,
  all: readonly WantedForward[],
): boolean =>
  impossible === null ||
  !isIPv6(rule.hostIp) ||
  !all.some(
    (other) =>
      other.impossible === null &&
      other.containerId === containerId &&
      other.rule.hostPort === rule.hostPort &&
      other.rule.protocol === rule.protocol,
  );

const sameTarget = (a: PublishedPort, b: PublishedPort): boolean =>
  a.containerId === b.containerId && a.containerPort === b.containerPort;

/** What needs no help of the guest comes first: it may then serve for the others. */
const inOrder = (ports: readonly PublishedPort[]): readonly PublishedPort[] =>
  [...ports].sort(
    (a, b) =>
      Number(!EVERY_ADDRESS.has(a.ip)) - Number(!EVERY_ADDRESS.has(b.ip)) ||
      a.port - b.port ||
      compare(a.protocol, b.protocol) ||
      compare(a.ip, b.ip) ||
      compare(a.containerId, b.containerId) ||
      a.containerPort - b.containerPort,
  );

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function forwardOf(published: PublishedPort, options: WantedOptions): WantedForward {
  const { protocol, ip, port, containerId, containerName } = published;
  const everywhere = EVERY_ADDRESS.has(ip);
  const hostIp = everywhere ? options.publishOn : ip;
  const impossible = impossibility(published, hostIp, options);
  const rule: ForwardRule = { protocol, hostIp, hostPort: port, guestPort: port };
  return { rule, containerId, containerName, guestIp: everywhere ? null : ip, impossible };
}

function impossibility({ protocol, ip, port }: PublishedPort, hostIp: string, options: WantedOptions): string | null {
  if (protocol === 'tcp' && (port === options.engineHostPort || port === options.engineGuestPort))
    return say("Port {port} is the engine's own. Publish another.", { port });
  if (isIPv4(hostIp)) return null;
  return isIPv6(hostIp)
    ? say(
        'A port published on an IPv6 address alone does not reach this computer. Publish it on 127.0.0.1 instead of {ip}.',
        { ip },
      )
    : say('The engine says an address for it that is none.');
}
