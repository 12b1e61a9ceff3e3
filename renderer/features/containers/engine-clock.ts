import { useNow } from '../../lib/use-now';
import { useEngine } from '../../rpc/stores/engine-store';

const FAST_MS = 1000;
const SLOW_MS = 10_000;

/** The engine's present, ms since the epoch: its own times are told by its own clock. */
export function useEngineNow(fast: boolean): number {
  const skew = useEngine(({ state }) => state?.status.clockSkewMs ?? 0);
  return useNow(fast ? FAST_MS : SLOW_MS) + skew;
}
