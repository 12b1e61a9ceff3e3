import { useEffect, useState } from 'react';
import type { ContainerSpec } from '../../../main/contract/spec';

export interface Settled<T> {
  /** The last answer there was; null: none yet. */
  readonly value: T | null;
  readonly failure: unknown;
}

/**
 * An answer to the present spec, asked for once that has been still for `ms`. The last one stands until the next is there; a question that
 * is out of date is cancelled.
 */
export function useAnswer<T>(
  spec: ContainerSpec | null,
  ask: (spec: ContainerSpec, signal: AbortSignal) => Promise<T>,
  ms: number,
): Settled<T> {
  const [settled, setSettled] = useState<Settled<T>>({ value: null, failure: null });
  useEffect(() => {
    if (spec === null) return;
    const end = new AbortController();
    const timer = setTimeout(() => {
      ask(spec, end.signal).then(
        (value) => setSettled({ value, failure: null }),
        (failure: unknown) => {
          if (!end.signal.aborted) setSettled(({ value }) => ({ value, failure }));
        },
      );
    }, ms);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [spec, ask, ms]);
  return settled;
}
