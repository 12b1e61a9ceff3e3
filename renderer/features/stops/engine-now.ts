import { useNow } from '../../lib/use-now';
import { useEngine } from '../../rpc/stores/engine-store';

/** The engine's present, ms since the epoch: its own times are told by its own clock. */
export function useEngineNow(intervalMs: number): number {
  const skew = useEngine(({ state }) => state?.status.clockSkewMs ?? 0);
  return useNow(intervalMs) + skew;
}
