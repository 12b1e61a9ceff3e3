import type { MachineForward } from '../../contract/machine';
import type { PortProblem, PortRow } from '../../contract/ports';
import type { HeldPort } from '../process/listeners';
import { listeningReach, overlap, publishedReach } from './addresses';
import type { InsideLooks } from './inside';
import type { Containers, Wish } from './wishes';
import { say } from '../../../texts/say';

/** All that is known, from which the table is made. */
export interface Known {
  readonly containers: Containers;
  /** null: the engine is on another machine, or the system does not tell. */
  readonly held: readonly HeldPort[] | null;
  /** null: the engine is not that of Slipway's machine. */
  readonly forwards: readonly MachineForward[] | null;
  readonly inside: InsideLooks;
}

/** One program's hold on a port, on however many addresses. */
interface Hold extends Omit<HeldPort, 'address'> {
  readonly addresses: readonly string[];
}

const slot = (protocol: string, port: number): string => `${protocol} ${port}`;

function bySlot<T>(items: readonly T[], slotOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const there = found.get(slotOf(item));
    if (there === undefined) found.set(slotOf(item), [item]);
    else there.push(item);
  }
  return found;
}

function holdsOf(held: readonly HeldPort[]): readonly Hold[] {
  const found = new Map<string, Hold>();
  for (const { address, ...rest } of held) {
    const key = `${slot(rest.protocol, rest.port)} ${rest.pid ?? `untold ${address}`}`;
    const addresses = [...new Set([...(found.get(key)?.addresses ?? []), address])];
    found.set(key, { ...rest, addresses });
  }
  return [...found.values()];
}

/** Programs that hold a port for a container: of the engines themselves, and of the machines that engines run in. */
const FORWARDERS =
  /^(docker-proxy|dockerd|rootlesskit|rootlessport|slirp4netns|pasta|conmon|com\.docke|vpnkit|qemu|gvproxy|limactl|ssh$|orbstack|vfkit|wslrelay|wslhost|svchost|nerdctl|containerd)/i;

const published = ({ hostIps }: Pick<Wish, 'hostIps'>) => hostIps.map(publishedReach);
const listening = ({ addresses }: Hold) => addresses.map(listeningReach);

/** Whether what holds the port does so for the container that publishes it. */
const isFor = (hold: Hold, wish: Wish): boolean =>
  hold.pid === null || hold.containerId === wish.id || (hold.containerId === null && FORWARDERS.test(hold.name));

export interface Sorted {
  readonly wishes: readonly Wish[];
  /** By the wish they hold it for. */
  readonly own: ReadonlyMap<Wish, Hold>;
  /** Those that hold it for themselves. */
  readonly foreign: readonly Hold[];
}

/** Tells the programs that hold a port for a container from all others. */
export function sortHolds({ containers: { wishes }, held }: Pick<Known, 'containers' | 'held'>): Sorted {
  const holds = holdsOf(held ?? []);
  const at = bySlot(holds, (hold) => slot(hold.protocol, hold.port));
  const own = new Map<Wish, Hold>();
  const taken = new Set<Hold>();
  for (const wish of wishes.filter((each) => each.holds))
    for (const hold of at.get(slot(wish.protocol, wish.hostPort)) ?? []) {
      if (!overlap(published(wish), listening(hold)) || !isFor(hold, wish)) continue;
      own.set(wish, own.get(wish) ?? hold);
      taken.add(hold);
    }
  return { wishes, own, foreign: holds.filter((hold) => !taken.has(hold)) };
}

const holderWords = ({ pid, name }: Pick<Hold, 'pid' | 'name'>): string =>
  pid === null ? say('another program') : `${name} (process ${pid})`.trim();

/** The whole table, in no particular order. */
export function rowsOf(known: Known): readonly PortRow[] {
  const sorted = sortHolds(known);
  const wishesAt = bySlot(sorted.wishes, (wish) => slot(wish.protocol, wish.hostPort));
  const foreignAt = bySlot(sorted.foreign, (hold) => slot(hold.protocol, hold.port));
  const around = (wish: Wish): Around => ({
    wishes: (wishesAt.get(slot(wish.protocol, wish.hostPort)) ?? []).filter(({ id }) => id !== wish.id),
    foreign: foreignAt.get(slot(wish.protocol, wish.hostPort)) ?? [],
  });
  return [
    ...sorted.wishes.map((wish) => containerRow(wish, sorted.own.get(wish), around(wish), known)),
    ...sorted.foreign.map((hold) => processRow(hold, known.containers)),
  ];
}

interface Around {
  readonly wishes: readonly Wish[];
  readonly foreign: readonly Hold[];
}

function containerRow(wish: Wish, hold: Hold | undefined, around: Around, known: Known): PortRow {
  const { id, name, state, holds, protocol, hostPort, containerPort } = wish;
  const forward = known.forwards?.find(
    (each) => each.containerId === id && each.hostPort === hostPort && each.protocol === protocol,
  );
  const inside = holds ? known.inside.of(id, protocol, containerPort) : 'unknown';
  const problems = holds ? runningProblems(wish, around) : stoppedProblems(wish, around);
  if (forward !== undefined && forward.problem !== null)
    problems.push({ kind: 'not-forwarded', who: '', whoId: null, detail: forward.problem });
  if (inside === 'nobody') problems.push({ kind: 'nobody-listens', who: '', whoId: null, detail: '' });
  if (inside === 'loopback') problems.push({ kind: 'loopback-only', who: '', whoId: null, detail: '' });
  return {
    key: `container ${id} ${slot(protocol, hostPort)} ${containerPort}`,
    protocol,
    hostPort,
    hostIps: forward === undefined ? [...wish.hostIps] : [forward.hostIp],
    container: { id, name, state, holds, containerPort, hostNetwork: false },
    process: hold === undefined ? null : { pid: hold.pid, name: hold.name },
    inside,
    problems,
  };
}

const byWish = (kind: PortProblem['kind'], { name, id }: Wish): PortProblem => ({
  ...{ kind, who: name, whoId: id, detail: '' },
});
const byHold = (kind: PortProblem['kind'], hold: Hold): PortProblem => ({
  ...{ kind, who: holderWords(hold), whoId: hold.containerId, detail: '' },
});

function runningProblems(wish: Wish, { wishes, foreign }: Around): PortProblem[] {
  const isMet = (hold: Hold): boolean => overlap(published(wish), listening(hold));
  return [
    ...foreign.filter(isMet).map((hold) => byHold('foreign-process', hold)),
    ...foreign.filter((hold) => !isMet(hold) && isOtherFamily(wish, hold)).map((hold) => byHold('other-family', hold)),
    ...wishes
      .filter((other) => !other.holds && overlap(published(wish), published(other)))
      .map((other) => byWish('wanted-by', other)),
  ];
}

/** `localhost` may lead to the one or to the other. */
function isOtherFamily(wish: Wish, hold: Hold): boolean {
  const mine = published(wish);
  const theirs = listening(hold);
  const has = (reaches: ReturnType<typeof published>, family: 'v4' | 'v6'): boolean =>
    reaches.some((reach) => reach[family] !== null);
  return (['v4', 'v6'] as const).some((family) => !has(mine, family) && has(theirs, family));
}

const PORT_TAKEN = /port is already allocated|address already in use/;

function stoppedProblems(wish: Wish, { wishes, foreign }: Around): PortProblem[] {
  const rivals = wishes.filter((other) => overlap(published(wish), published(other)));
  const failed = PORT_TAKEN.test(wish.error) && new RegExp(`\\b${wish.hostPort}\\b`).test(wish.error);
  return [
    ...rivals.filter(({ holds }) => holds).map((other) => byWish('taken-by-container', other)),
    ...foreign
      .filter((hold) => overlap(published(wish), listening(hold)))
      .map((hold) => byHold('taken-by-process', hold)),
    ...rivals.filter(({ holds }) => !holds).map((other) => byWish('shared-wish', other)),
    ...(failed ? [{ kind: 'start-failed' as const, who: '', whoId: null, detail: wish.error }] : []),
  ];
}

function processRow({ protocol, port, pid, name, addresses, containerId }: Hold, { all }: Containers): PortRow {
  const container = containerId === null ? undefined : all.get(containerId);
  return {
    key: `process ${slot(protocol, port)} ${pid ?? 'untold'} ${addresses.join(' ')}`,
    ...{ protocol, hostPort: port, hostIps: [...addresses], process: { pid, name } },
    container:
      container === undefined
        ? null
        : {
            ...{ id: container.id, name: container.name, state: container.state },
            ...{ holds: true, containerPort: port, hostNetwork: true },
          },
    inside: 'unknown',
    problems: [],
  };
}
