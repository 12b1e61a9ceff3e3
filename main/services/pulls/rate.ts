/** How long the past counts, ms: long enough to be calm, short enough to notice a stall. */
const MEMORY_MS = 3000;
/** Two looks closer together than this tell more of the clock than of the network. */
const STEP_MS = 100;
/** Before this nothing is claimed. */
const FIRST_MS = 1000;

/** Bytes a second of a count that grows, smoothed. */
export interface Rate {
  /** @param bytes All so far; fewer than before: some of it was begun again. @param now ms, of a clock that never goes back. */
  seen(bytes: number, now: number): void;
  /** null: not known yet. */
  read(now: number): number | null;
}

export function createRate(): Rate {
  let first: number | null = null;
  let last = { at: 0, bytes: 0 };
  let rate: number | null = null;
  const seen = (bytes: number, now: number): void => {
    if (first === null) {
      first = now;
      last = { at: now, bytes };
      return;
    }
    const span = now - last.at;
    if (span < STEP_MS) return;
    const momentary = (Math.max(0, bytes - last.bytes) * 1000) / span;
    const weight = 1 - Math.exp(-span / MEMORY_MS);
    // The first look stands for what was before it.
    rate = rate === null ? momentary : rate + (momentary - rate) * weight;
    last = { at: now, bytes };
  };
  return {
    seen,
    read(now) {
      if (first === null) return null;
      seen(last.bytes, now);
      return now - first < FIRST_MS ? null : rate;
    },
  };
}
