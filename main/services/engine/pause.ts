/** A wait that can be ended early. */
export interface Pause {
  /** Resolves after `ms` (null: never by itself), at `wake`, or when `signal` is aborted. Never rejects. */
  wait(ms: number | null, signal: AbortSignal): Promise<void>;
  /** Ends the wait under way, if there is one. */
  wake(): void;
}

export function createPause(): Pause {
  let end: () => void = () => undefined;
  return {
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = ms === null ? undefined : setTimeout(done, ms);
        end = done;
        signal.addEventListener('abort', done, { once: true });
        if (signal.aborted) done();
      }),
    wake: () => end(),
  };
}

/** A wait that only `signal` can end early. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> => createPause().wait(ms, signal);
