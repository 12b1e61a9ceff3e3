/** A wait that can be cut short, before it begins as well. */
export interface Nap {
  /** The next wait, or the one that is on, is over. */
  wake(): void;
  /** What was woken for before is past. */
  reset(): void;
  /** @param ms null: until it is woken. */
  sleep(ms: number | null, signal: AbortSignal): Promise<void>;
}

export function createNap(): Nap {
  let woken = false;
  let end: () => void = () => undefined;
  return {
    wake: () => {
      woken = true;
      end();
    },
    reset: () => {
      woken = false;
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (woken || signal.aborted) {
          resolve();
          return;
        }
        const timer = ms === null ? null : setTimeout(() => end(), ms);
        end = () => {
          if (timer !== null) clearTimeout(timer);
          signal.removeEventListener('abort', end);
          resolve();
        };
        signal.addEventListener('abort', end, { once: true });
      }),
  };
}
