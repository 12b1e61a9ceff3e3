/** The rate is of the last few seconds. */
const SMOOTHING = 0.3;
const SAMPLE_MS = 1_000;

/** Bytes a second, smoothed; `tick` is told the bytes so far. */
export function createRate(now: () => number) {
  let since = now();
  let before = 0;
  let rate: number | null = null;
  return {
    tick(bytes: number): number | null {
      const ms = now() - since;
      if (ms < SAMPLE_MS) return rate;
      const current = ((bytes - before) * SAMPLE_MS) / ms;
      rate = rate === null ? current : rate + (current - rate) * SMOOTHING;
      since = now();
      before = bytes;
      return rate;
    },
  };
}
