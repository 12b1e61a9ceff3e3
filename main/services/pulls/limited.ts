import type { Pull } from '../engine/pull';
import { EngineError } from '../engine/types';
import { isLimit, LimitedError, retryAfterIn } from './fault';

/** Seconds that a registry wants to be left alone; null: it does not say. Rejects where it cannot be asked. */
export type AskRetryAfter = (reference: string, signal: AbortSignal) => Promise<number | null>;

/** Nobody waits longer for words. */
const ASK_MS = 5_000;

async function ask(askRetryAfter: AskRetryAfter, reference: string, signal?: AbortSignal): Promise<number | null> {
  const late = AbortSignal.timeout(ASK_MS);
  return askRetryAfter(reference, signal === undefined ? late : AbortSignal.any([signal, late])).catch(() => null);
}

/** Engines pass on that a registry had enough, but not its `Retry-After`: it is asked once more, by ourselves. */
export const withRetryAfter =
  (pull: Pull, askRetryAfter: AskRetryAfter): Pull =>
  async (request, onTold, signal) => {
    try {
      await pull(request, onTold, signal);
    } catch (error) {
      const isUnsaid = error instanceof EngineError && isLimit(error) && retryAfterIn(error.message) === null;
      const seconds = isUnsaid ? await ask(askRetryAfter, request.reference, signal) : null;
      throw isUnsaid && seconds !== null ? new LimitedError(error, seconds * 1000) : error;
    }
  };
