import { agoWords } from '../../../lib/time';
import { useNow } from '../../../lib/use-now';
import { useEngine } from '../../../rpc/stores/engine-store';

const EVERY_MS = 5_000;

/** How long ago by the engine's clock; only this text is rendered anew as time goes by. */
export function AgoText({ micros }: { readonly micros: number }) {
  const skew = useEngine(({ state }) => state?.status.clockSkewMs ?? 0);
  return agoWords(micros / 1000, useNow(EVERY_MS) + skew);
}
