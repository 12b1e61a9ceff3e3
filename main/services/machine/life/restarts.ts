/** How often a machine that ended by itself is started again, and when that is given up. */
export interface Restarts {
  /** It ended: ms until it is started again; null: it ended too often. */
  next(): number | null;
  /** The user took it in hand: what was before no longer counts. */
  forget(): void;
}

const WAITS_MS = [0, 5_000, 20_000] as const;
/** Ends further apart than this have nothing to do with one another. */
const WINDOW_MS = 10 * 60_000;

/** `now`: ms by a clock that never jumps. */
export function createRestarts(now: () => number = () => performance.now()): Restarts {
  let ends: readonly number[] = [];
  return {
    next: () => {
      const at = now();
      ends = [...ends.filter((end) => at - end < WINDOW_MS), at];
      return WAITS_MS[ends.length - 1] ?? null;
    },
    forget: () => (ends = []),
  };
}
