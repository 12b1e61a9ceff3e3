import { pause } from '../../../engine/pause';

export interface Waiting {
  readonly timeoutMs: number;
  readonly everyMs: number;
  readonly signal?: AbortSignal;
}

/** Asks until the answer is not null. Null: it did not come in time. Rejects with what `ask` throws, or the signal's reason. */
export async function until<T>(
  ask: () => Promise<T | null>,
  { timeoutMs, everyMs, signal }: Waiting,
): Promise<T | null> {
  const never = new AbortController().signal;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() >= deadline) return null;
    await pause(everyMs, signal ?? never);
  }
}
