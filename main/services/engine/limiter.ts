/** At most `max` pieces of work at once; the rest wait in order. */
export interface Limiter {
  /** Waits for a free place; rejects with the signal's reason when it aborts first. Returns what gives the place back. */
  enter(signal: AbortSignal): Promise<() => void>;
}

export function createLimiter(max: number): Limiter {
  let busy = 0;
  const waiting = new Set<() => void>();
  const leave = (): void => {
    busy -= 1;
    const next = waiting.values().next().value;
    next?.();
  };
  const once = (): (() => void) => {
    busy += 1;
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };
  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => (): void => {
          waiting.delete(admit);
          signal.removeEventListener('abort', giveUp);
          act();
        };
        const admit = settle(() => {
          resolve(once());
        });
        const giveUp = settle(() => {
          reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        });
        if (signal.aborted) giveUp();
        else if (busy < max) admit();
        else {
          waiting.add(admit);
          signal.addEventListener('abort', giveUp, { once: true });
        }
      }),
  };
}
