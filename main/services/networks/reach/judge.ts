import type {
  ConnectOutcome,
  ReachEvidence,
  ReachReason,
  ReachVerdict,
  SharedNetwork,
} from '../../../contract/network-reach';
import type { Peer } from './peer';
import type { Listener } from './script';

export type Listening = Extract<ReachEvidence, { kind: 'listening' }>['where'];
export type Try = Extract<ReachEvidence, { kind: 'connects' }>['tries'][number];
export type NameTry = Extract<ReachEvidence, { kind: 'names' }>['names'][number];

/** All that was found out. */
export interface Found {
  readonly from: Peer;
  readonly to: Peer;
  readonly port: number;
  readonly shared: readonly SharedNetwork[];
  readonly listening: Listening;
  readonly names: readonly NameTry[];
  readonly tries: readonly Try[];
  /** Every network that the first one is in is internal. */
  readonly fromInternal: boolean;
}

const ALL: readonly string[] = ['0.0.0.0', '::'];
const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

/** Where something listens on that port. `addresses`: those it was tried at. */
export function whereListening(
  listeners: readonly Listener[] | null,
  port: number,
  addresses: readonly string[],
): Listening {
  if (listeners === null) return 'unknown';
  const at = listeners.filter((each) => each.port === port).map(({ address }) => address);
  if (at.length === 0) return 'nowhere';
  if (at.some((address) => ALL.includes(address))) return 'all';
  if (at.every(isLoopback)) return 'loopback';
  return addresses.length > 0 && addresses.every((address) => at.includes(address)) ? 'all' : 'some';
}

export const isRunning = ({ running, paused }: Peer): boolean => running && !paused;
export const isHost = ({ namespace }: Peer): boolean => namespace === 'host';

/** Why nothing need be tried at all; null: it must be tried. */
export function reasonBefore({ from, to }: Pick<Found, 'from' | 'to'>): ReachReason | null {
  if (!isRunning(from)) return 'from-not-running';
  if (!isRunning(to)) return 'to-not-running';
  if (from.namespace === to.namespace) return null;
  if (from.mode === 'none') return 'from-no-network';
  return to.mode === 'none' ? 'to-no-network' : null;
}

const at = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** What the evidence comes to; advice is given by others. */
export function judge(found: Found): Omit<ReachVerdict, 'advice'> {
  const before = reasonBefore(found);
  if (before !== null) return { reachable: 'no', reason: before, ways: [], noName: false };
  const open = found.tries.filter(({ outcome }) => outcome === 'connected');
  const direct = open.filter(({ where }) => where !== 'published');
  if (open.length > 0) {
    const addresses = direct.map(({ address }) => address);
    const named = found.names.filter(
      ({ right, addresses: said }) => right && said.some((each) => addresses.includes(each)),
    );
    const ways = [
      ...named.map(({ name }) => at(name, found.port)),
      ...open.map(({ address, port }) => at(address, port)),
    ];
    const reason = direct.length > 0 ? 'reached' : 'only-published';
    const byNetwork = direct.some(({ where }) => where === 'network' || where === 'other-network');
    return { reachable: 'yes', reason, ways: [...new Set(ways)], noName: byNetwork && named.length === 0 };
  }
  const reason = reasonAfter(found);
  return {
    reachable: reason === 'no-tool' || reason === 'unknown' ? 'unknown' : 'no',
    reason,
    ways: [],
    noName: false,
  };
}

function reasonAfter({ from, to, shared, listening, tries, fromInternal }: Found): ReachReason {
  const outcomes: ReadonlySet<ConnectOutcome> = new Set(tries.map(({ outcome }) => outcome));
  const only = (outcome: ConnectOutcome): boolean => outcomes.size === 1 && outcomes.has(outcome);
  const near = from.namespace === to.namespace || isHost(from) || isHost(to);
  if (!near && shared.length === 0) {
    const overHost = tries.some(({ where }) => where === 'published');
    return fromInternal && overHost ? 'internal-network' : 'different-networks';
  }
  const late = outcomes.has('timeout');
  if (late && shared.length > 0 && shared.every(({ isolated }) => isolated)) return 'icc-disabled';
  if (listening === 'nowhere') return 'nothing-listens';
  if (listening === 'loopback') return 'loopback-only';
  if (listening === 'some') return 'other-address';
  if (isHost(to) && fromInternal) return 'internal-network';
  if (only('unknown')) return 'no-tool';
  if (late || outcomes.has('unreachable')) return 'dropped';
  return outcomes.has('refused') ? 'refused' : 'unknown';
}
