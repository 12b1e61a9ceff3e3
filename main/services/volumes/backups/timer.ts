/** One timer, to one moment. */
export interface Timer {
  /** ms since the epoch; null: never. */
  set(at: number | null): void;
  stop(): void;
}

/** A clock may be set, and a machine may sleep: a far moment is looked at again so often. */
const LONGEST_MS = 3_600_000;
/** Of what is due already. */
const SHORTEST_MS = 1000;

export function createTimer(due: () => void, now: () => number): Timer {
  let timer: NodeJS.Timeout | null = null;
  let at: number | null = null;
  const clear = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const arm = (): void => {
    clear();
    if (at === null) return;
    const wait = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, at - now()));
    timer = setTimeout(() => {
      timer = null;
      if (at !== null && now() >= at) due();
      else arm();
    }, wait).unref();
  };
  return {
    set(next) {
      if (next === at && timer !== null) return;
      at = next;
      arm();
    },
    stop() {
      at = null;
      clear();
    },
  };
}
