import { useCallback, useSyncExternalStore } from 'react';
import type { LiveBatch, Looking, Sample, Standing } from '../../../main/contract/stats';
import { watch } from '../../rpc/use-stream';
import { whileSeen } from './when-seen';

/** What the page has of one container; another object with every new sample. */
export interface LiveSeries {
  /** Oldest first. */
  readonly samples: readonly Sample[];
  readonly standing: Standing | null;
  /** `performance.now` when the last one came. */
  readonly cameAt: number;
}

/** As main keeps. */
const MOST_SAMPLES = 150;
/** Containers that are out of sight and may come back. */
const MOST_SERIES = 500;
/** A scroll passes by many rows that nobody looks at. */
const SETTLE_MS = 150;

const series = new Map<string, LiveSeries>();
const listeners = new Map<string, Set<() => void>>();
const anyListeners = new Set<() => void>();

/** Longer ago than the slowest engine's round in the list's pace; then the container stopped, or left the screen. */
const FRESH_MS = 10_000;

/** The newest sample, if it is of now. */
export function freshSample(id: string): Sample | undefined {
  const known = series.get(id);
  return known !== undefined && performance.now() - known.cameAt < FRESH_MS ? known.samples.at(-1) : undefined;
}

function add(batch: LiveBatch): void {
  for (const { id, samples, standing } of batch) {
    const before = series.get(id);
    const newest = before?.samples.at(-1)?.at ?? 0;
    const fresh = samples.filter(({ at }) => at > newest);
    const all = [...(before?.samples ?? []), ...fresh].slice(-MOST_SAMPLES);
    // The one that changed last is the last to be forgotten.
    series.delete(id);
    series.set(id, { samples: all, standing: standing ?? before?.standing ?? null, cameAt: performance.now() });
  }
  for (const id of series.keys()) {
    if (series.size <= MOST_SERIES) break;
    if (!listeners.has(id)) series.delete(id);
  }
  for (const { id } of batch) for (const listener of listeners.get(id) ?? []) listener();
  for (const listener of anyListeners) listener();
}

function subscribe(id: string, listener: () => void): () => void {
  const own = listeners.get(id) ?? new Set();
  listeners.set(id, own.add(listener));
  return () => {
    own.delete(listener);
    if (own.size === 0 && listeners.get(id) === own) listeners.delete(id);
  };
}

/** Renders anew with each of its samples. */
export function useLive(id: string): LiveSeries | undefined {
  const listen = useCallback((listener: () => void) => subscribe(id, listener), [id]);
  return useSyncExternalStore(listen, () => series.get(id));
}

/** Called after every batch, whoever it is of. */
export function subscribeToAll(listener: () => void): () => void {
  anyListeners.add(listener);
  return () => void anyListeners.delete(listener);
}

/** Has these measured while the page can be seen, until the returned function is called. */
export const followLive = (ids: readonly string[], pace: Looking['pace']): (() => void) =>
  whileSeen(() => {
    const wanted = ids.map((id) => ({ id, after: series.get(id)?.samples.at(-1)?.at ?? 0 }));
    return watch('stats.live', { wanted, pace }, { onItem: add });
  });

/** So many at once; further ones on screen have no values. As the contract allows. */
const MOST_WANTED = 400;
let stopVisible: () => void = () => undefined;
let visible = '';
let settling: ReturnType<typeof setTimeout> | undefined;

/** The containers whose values the list shows. */
export function setVisibleIds(ids: readonly string[]): void {
  clearTimeout(settling);
  const wanted = ids.slice(0, MOST_WANTED);
  const name = wanted.join(' ');
  if (name === visible) return;
  settling = setTimeout(() => {
    const stopOld = stopVisible;
    visible = name;
    stopVisible = wanted.length === 0 ? () => undefined : followLive(wanted, 'list');
    stopOld();
  }, SETTLE_MS);
}
