import type { SpecPort } from '../../../../main/contract/spec';

/** A published port that is to have another port of the host. */
export interface PortMove {
  readonly from: number;
  readonly to: number;
  /** Of the container. */
  readonly inside: number;
  readonly protocol: string;
}

const HIGHEST = 65_535;

/** `8080:8081:80/tcp`: from, to, inside; null: not so. */
export function readPortMove(said: string): PortMove | null {
  const [, ...parts] = /^(\d{1,5}):(\d{1,5}):(\d{1,5})\/(tcp|udp|sctp)$/.exec(said) ?? [];
  const [from = 0, to = 0, inside = 0] = parts.slice(0, 3).map(Number);
  const [protocol = ''] = parts.slice(3);
  const isPort = (port: number): boolean => port > 0 && port <= HIGHEST;
  return [from, to, inside].every(isPort) ? { from, to, inside, protocol } : null;
}

/** What the engine may have made that port of: nothing said, or a range that it took one of. */
function mayBe(hostPort: string, port: number): boolean {
  if (hostPort === '' || hostPort === '0') return true;
  const [first = NaN, last = first] = hostPort.split('-').map(Number);
  return first <= port && port <= last;
}

/** The same ports but that one; null: it is not among them. */
export function movePort(ports: readonly SpecPort[], { from, to, inside, protocol }: PortMove): SpecPort[] | null {
  const isIt = (port: SpecPort): boolean => port.protocol === protocol && port.containerPort === String(inside);
  const isExact = (port: SpecPort): boolean => isIt(port) && port.hostPort === String(from);
  const isMeant = ports.some(isExact) ? isExact : (port: SpecPort) => isIt(port) && mayBe(port.hostPort, from);
  if (!ports.some(isMeant)) return null;
  return ports.map((port) => (isMeant(port) ? { ...port, hostPort: String(to) } : port));
}
