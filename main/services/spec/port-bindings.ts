import type { SpecPort } from '../../contract/spec';
import { list, record, text } from '../engine/loose';
import { portAndProtocol, portKeys, portRange, rangeText } from './port-range';

interface Binding {
  readonly HostIp: string;
  readonly HostPort: string;
}
type PortBindings = Readonly<Record<string, readonly Binding[]>>;

/** One container port takes any of a range of host ports; a range of them takes as many, in order. */
function hostPortAt(hostPort: string, index: number, count: number): string {
  const range = portRange(hostPort);
  if (range === null || count === 1) return hostPort;
  return String(range.first + index);
}

/** `HostConfig.PortBindings`. */
export function portBindings(ports: readonly SpecPort[]): PortBindings {
  const bindings = new Map<string, Binding[]>();
  for (const { hostIp, hostPort, containerPort, protocol } of ports) {
    const keys = portKeys(containerPort, protocol);
    keys.forEach((key, index) => {
      const bound = bindings.get(key) ?? [];
      bound.push({ HostIp: hostIp, HostPort: hostPortAt(hostPort, index, keys.length) });
      bindings.set(key, bound);
    });
  }
  return Object.fromEntries(bindings);
}

/** `Config.ExposedPorts`: what is published, and what is only exposed. */
export const exposedPorts = (ports: readonly SpecPort[], expose: readonly string[]): Readonly<Record<string, object>> =>
  Object.fromEntries(
    [
      ...ports.flatMap(({ containerPort, protocol }) => portKeys(containerPort, protocol)),
      ...expose.map(portAndProtocol).flatMap(({ port, protocol }) => portKeys(port, protocol)),
    ].map((key) => [key, {}]),
  );

const protocolOf = (said: string): SpecPort['protocol'] => (said === 'udp' || said === 'sctp' ? said : 'tcp');

function single(key: string, binding: unknown): SpecPort {
  const { port, protocol } = portAndProtocol(key);
  const hostPort = text(record(binding).HostPort);
  return {
    hostIp: text(record(binding).HostIp),
    hostPort: hostPort === '0' ? '' : hostPort,
    containerPort: port,
    protocol: protocolOf(protocol),
  };
}

/** So many neighbours in a row were a range when they were asked for. */
const SHORTEST_RANGE = 3;

const follows = (last: SpecPort, next: SpecPort): boolean =>
  last.hostIp === next.hostIp &&
  last.protocol === next.protocol &&
  Number(next.containerPort) === Number(last.containerPort) + 1 &&
  (last.hostPort === ''
    ? next.hostPort === ''
    : /^\d+$/.test(last.hostPort) && next.hostPort === String(Number(last.hostPort) + 1));

function joined(run: readonly SpecPort[]): readonly SpecPort[] {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined || run.length < SHORTEST_RANGE) return run;
  const range = (from: string, to: string): string => rangeText({ first: Number(from), last: Number(to) });
  return [
    {
      ...first,
      hostPort: first.hostPort === '' ? '' : range(first.hostPort, last.hostPort),
      containerPort: range(first.containerPort, last.containerPort),
    },
  ];
}

/** Sorted by address, protocol and container port; neighbours are one range again. */
export function portsOf(bindings: unknown): SpecPort[] {
  const singles = Object.entries(record(bindings)).flatMap(([key, bound]) =>
    list(bound).map((binding) => single(key, binding)),
  );
  const group = ({ hostIp, protocol }: SpecPort): string => `${hostIp} ${protocol}`;
  singles.sort(
    (a, b) =>
      group(a).localeCompare(group(b)) ||
      Number(a.containerPort) - Number(b.containerPort) ||
      Number(a.hostPort) - Number(b.hostPort),
  );
  const runs: SpecPort[][] = [];
  for (const port of singles) {
    const run = runs.find((each) => {
      const last = each.at(-1);
      return last !== undefined && follows(last, port);
    });
    if (run === undefined) runs.push([port]);
    else run.push(port);
  }
  return runs.flatMap(joined);
}
