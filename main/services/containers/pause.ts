/** A wait that can be ended early. */
export interface Pause {
  /** Resolves after `ms` (null: never by itself), at `wake`, or when `signal` is aborted. */
  wait(ms: number | null, signal: AbortSignal): Promise<void>;
  wake(): void;
}

export function createPause(): Pause {
  let end: () => void = () => undefined;
  return {
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const timer = ms === null ? undefined : setTimeout(() => end(), ms);
        end = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          resolve();
        };
        signal.addEventListener('abort', end, { once: true });
        if (signal.aborted) end();
      }),
    wake: () => end(),
  };
}
