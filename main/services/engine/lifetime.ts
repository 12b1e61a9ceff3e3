import { setMaxListeners } from 'node:events';

export interface Lifetime {
  readonly signal: AbortSignal;
  /** Forgets timer and listeners. */
  end(): void;
}

/** A signal that aborts with `onTimeout()` after `timeoutMs` (null: never), or with what `outer` says, whichever is first. */
export function lifetime(
  timeoutMs: number | null,
  onTimeout: () => Error,
  outer: readonly (readonly [AbortSignal | undefined, () => Error])[],
): Lifetime {
  const controller = new AbortController();
  const undo: (() => void)[] = [];
  if (timeoutMs !== null) {
    const timer = setTimeout(() => controller.abort(onTimeout()), timeoutMs);
    undo.push(() => clearTimeout(timer));
  }
  for (const [signal, reason] of outer) {
    const abort = (): void => controller.abort(reason());
    if (signal === undefined) continue;
    // One signal ends any number of requests: that is no leak.
    setMaxListeners(0, signal);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    undo.push(() => signal.removeEventListener('abort', abort));
  }
  return { signal: controller.signal, end: () => undo.forEach((forget) => forget()) };
}
