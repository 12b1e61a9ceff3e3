import type { Sample } from '../../contract/stats';
import type { Reading } from './reading';

type Rates = Pick<Sample, 'cpu' | 'netRx' | 'netTx' | 'blockRead' | 'blockWrite' | 'throttled'>;

const UNKNOWN: Rates = { cpu: null, netRx: null, netTx: null, blockRead: null, blockWrite: null, throttled: null };

/** Longer ago than this an earlier reading says nothing about now: a figure over it would hide what happened between. */
export const LONGEST_GAP_MS = 70_000;

/** Whether the counters began anew between two readings. */
export const isRestart = (before: Reading, now: Reading): boolean => now.cpuNs < before.cpuNs;

/**
 * What changed between two readings of one container; all null where they cannot be compared.
 * @param before Null: there is none.
 */
export function sampleOf(before: Reading | null, now: Reading): Sample {
  const { at, memory, cache, pids } = now;
  return { at, memory, cache, pids, ...(before === null ? UNKNOWN : ratesOf(before, now)) };
}

function ratesOf(before: Reading, now: Reading): Rates {
  const ms = now.at - before.at;
  if (ms <= 0 || ms > LONGEST_GAP_MS || isRestart(before, now)) return UNKNOWN;
  const perSecond = (key: 'netRx' | 'netTx' | 'blockRead' | 'blockWrite'): number | null => {
    const delta = difference(before[key], now[key]);
    return delta === null ? null : (delta * 1000) / ms;
  };
  return {
    cpu: cpuPercent(before, now),
    netRx: perSecond('netRx'),
    netTx: perSecond('netTx'),
    blockRead: perSecond('blockRead'),
    blockWrite: perSecond('blockWrite'),
    throttled: throttledShare(before, now),
  };
}

/** Null where one of them is not known, or a counter went back: a network was disconnected. */
const difference = (before: number | null, now: number | null): number | null =>
  before === null || now === null || now < before ? null : now - before;

/**
 * Of one processor, as the docker CLI counts: the container's share of all the time that all processors had, times their
 * number.
 */
function cpuPercent(before: Reading, now: Reading): number | null {
  const system = difference(before.systemNs, now.systemNs);
  if (system === null || system === 0 || now.cpus === 0) return null;
  return ((now.cpuNs - before.cpuNs) / system) * now.cpus * 100;
}

function throttledShare(before: Reading, now: Reading): number {
  const periods = now.periods - before.periods;
  if (periods <= 0) return 0;
  return Math.min(1, Math.max(0, (now.throttledPeriods - before.throttledPeriods) / periods));
}
