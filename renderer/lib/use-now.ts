import { useSyncExternalStore } from 'react';

interface Clock {
  readonly subscribe: (listener: () => void) => () => void;
  readonly now: () => number;
}

const clocks = new Map<number, Clock>();

/** One timer an interval, whoever looks at it; none while nobody does or the page is hidden. */
function clockOf(intervalMs: number): Clock {
  const known = clocks.get(intervalMs);
  if (known !== undefined) return known;
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  const run = (): void => {
    clearInterval(timer);
    timer = undefined;
    if (listeners.size === 0 || document.hidden) return;
    tick();
    timer = setInterval(tick, intervalMs);
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    if (listeners.size === 1) {
      document.addEventListener('visibilitychange', run);
      run();
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      document.removeEventListener('visibilitychange', run);
      run();
    };
  };
  // Without a timer nothing is fresh: the first look of a render must not see the time of long ago.
  const clock = { subscribe, now: () => (timer === undefined && !document.hidden ? (now = settled(now)) : now) };
  clocks.set(intervalMs, clock);
  return clock;
}

/** The present, unless the last look was within a second: a snapshot must hold still while React renders. */
const settled = (last: number): number => (Math.abs(Date.now() - last) < 1000 ? last : Date.now());

/** ms since the epoch, by this machine's clock, renewed every `intervalMs` while the page can be seen. */
export function useNow(intervalMs: number): number {
  const clock = clockOf(intervalMs);
  return useSyncExternalStore(clock.subscribe, clock.now);
}
