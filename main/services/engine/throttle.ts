export interface Throttled {
  /** At once when it was quiet for long enough, else as soon as it was. Calls in between are one. */
  call(): void;
  /** Forgets a call that waits. */
  cancel(): void;
}

/** Runs `act` at most once in `periodMs`. */
export function throttle(act: () => void, periodMs: number): Throttled {
  let ranAt = -Infinity;
  let timer: NodeJS.Timeout | null = null;
  const run = (): void => {
    timer = null;
    ranAt = performance.now();
    act();
  };
  return {
    call: () => {
      if (timer !== null) return;
      const wait = ranAt + periodMs - performance.now();
      if (wait <= 0) run();
      else timer = setTimeout(run, wait);
    },
    cancel: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
