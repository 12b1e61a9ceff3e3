import type { StopChange, StopFacts } from '../../../main/contract/stops';

/** What a page knows of one container's end. */
export interface StopView {
  /** null until it was told; then always the last known. */
  readonly facts: StopFacts | null;
  readonly freshness: 'loading' | 'current' | 'stale' | 'gone';
  /** Why nothing could be told. */
  readonly error: unknown;
}

export function take(view: StopView, change: StopChange): StopView {
  if (change.type === 'facts') return { facts: change.facts, freshness: 'current', error: null };
  return { ...view, freshness: change.type };
}
