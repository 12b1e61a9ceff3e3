export interface SideBySide<T, P> {
  /** How many are under way at once. */
  readonly most: number;
  /** Does it, and tells of it; never rejects. */
  readonly one: (item: T, tell: (progress: P) => void) => Promise<void>;
  /** What is told of those that were not begun. */
  readonly skipped: (item: T) => P;
}

/** Work on each of several things, begun in their order. Leaving, or aborting `signal`, begins no more; what is begun is ended. */
export async function* sideBySide<T, P>(
  items: readonly T[],
  { most, one, skipped }: SideBySide<T, P>,
  signal: AbortSignal,
): AsyncGenerator<P> {
  const waiting = [...items];
  const told: P[] = [];
  const running = new Set<Promise<void>>();
  let left = false;
  const fill = (): void => {
    while (!left && !signal.aborted && running.size < most) {
      const next = waiting.shift();
      if (next === undefined) return;
      const deed: Promise<void> = one(next, (progress) => told.push(progress)).finally(() => {
        running.delete(deed);
        fill();
      });
      running.add(deed);
    }
  };
  try {
    fill();
    while (told.length > 0 || running.size > 0) {
      const progress = told.shift();
      if (progress !== undefined) yield progress;
      else await Promise.race(running);
    }
    for (const item of waiting) yield skipped(item);
  } finally {
    left = true;
  }
}
