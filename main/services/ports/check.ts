import type { PortRange, PortsCheck, TakenPort, WantedPort } from '../../contract/ports';
import type { HeldPort } from '../process/listeners';
import { listeningReach, overlap, publishedReach } from './addresses';
import { sortHolds } from './rows';
import type { Containers } from './wishes';
import { say } from '../../../texts/say';

export interface CheckGround {
  readonly containers: Containers;
  readonly held: readonly HeldPort[] | null;
  readonly ranges: readonly PortRange[];
}

const HIGHEST = 65_535;
const LOWEST = 1024;

/** Windows gives these to nobody. */
const excludedBy = (ranges: readonly PortRange[], port: number): boolean =>
  ranges.some(({ kind, from, to }) => kind === 'excluded' && port >= from && port <= to);

/** `except`: a container whose own ports do not count. */
export function checkPorts(ground: CheckGround, wanted: readonly WantedPort[], except: string | null): PortsCheck {
  const { containers, ranges } = ground;
  // First who holds what for whom: what holds a port for the container itself is no rival of its own.
  const { wishes, foreign } = sortHolds(ground);
  const taken = wanted.flatMap((wish, index): TakenPort[] => {
    const reach = [publishedReach(wish.hostIp)];
    const isSame = (protocol: string, port: number): boolean => protocol === wish.protocol && port === wish.hostPort;
    const container = wishes.find(
      (each) =>
        each.holds &&
        each.id !== except &&
        isSame(each.protocol, each.hostPort) &&
        overlap(reach, each.hostIps.map(publishedReach)),
    );
    if (container !== undefined) {
      const { id, name } = container;
      return [{ index, by: say('the container {name}', { name }), container: { id, name }, process: null }];
    }
    const hold = foreign.find(
      (each) =>
        isSame(each.protocol, each.port) &&
        (except === null || each.containerId !== except) &&
        overlap(reach, each.addresses.map(listeningReach)),
    );
    if (hold !== undefined) {
      const { pid, name } = hold;
      const owner = hold.containerId === null ? undefined : containers.all.get(hold.containerId);
      const by = pid === null ? say('another program') : `${name} (process ${pid})`.trim();
      const of = owner === undefined ? null : { id: owner.id, name: owner.name };
      return [{ index, by, container: of, process: { pid, name } }];
    }
    if (wish.protocol !== 'sctp' && excludedBy(ranges, wish.hostPort))
      return [{ index, by: say('Windows, which keeps it for itself'), container: null, process: null }];
    const earlier = wanted.findIndex(
      (other, at) =>
        at < index && isSame(other.protocol, other.hostPort) && overlap(reach, [publishedReach(other.hostIp)]),
    );
    return earlier < 0 ? [] : [{ index, by: say('another line of this list'), container: null, process: null }];
  });
  return { taken, free: freeFor(ground, wanted, taken) };
}

function freeFor(ground: CheckGround, wanted: readonly WantedPort[], taken: readonly TakenPort[]): number[] {
  const indexes = new Set(taken.map(({ index }) => index));
  const given = new Set<string>();
  wanted.forEach(({ protocol, hostPort }, index) => {
    if (!indexes.has(index)) given.add(`${protocol} ${hostPort}`);
  });
  return wanted.map(({ protocol, hostPort }, index) => {
    if (!indexes.has(index)) return hostPort;
    const port = freePort(ground, hostPort, protocol, given);
    given.add(`${protocol} ${port}`);
    return port;
  });
}

/** The wished port or the next one above it that nobody has or wants, on any address; after the highest come the lowest. */
export function freePort(
  { containers, held, ranges }: CheckGround,
  near: number,
  protocol: string,
  given: ReadonlySet<string> = new Set(),
): number {
  const used = new Set([
    ...containers.wishes.filter((wish) => wish.protocol === protocol).map(({ hostPort }) => hostPort),
    ...(held ?? []).filter((each) => each.protocol === protocol).map(({ port }) => port),
  ]);
  const isFree = (port: number): boolean =>
    !used.has(port) && !given.has(`${protocol} ${port}`) && !excludedBy(ranges, port);
  for (let port = near; port <= HIGHEST; port += 1) if (isFree(port)) return port;
  for (let port = LOWEST; port < near; port += 1) if (isFree(port)) return port;
  return near;
}
