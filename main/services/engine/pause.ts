/** Waits `ms`, or less: ends early when `signal` aborts or somebody calls what `onWake` was given. Never rejects. */
export const pause = (ms: number, signal: AbortSignal, onWake?: (wake: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
    onWake?.(done);
  });
