/** More crashes than this within the window are no accident. */
const MOST_RELOADS = 3;
const WINDOW_MS = 60_000;

/** Says for each crash whether the page may be loaded again by itself. `now` in ms. */
export function createCrashGuard(now: () => number): () => boolean {
  let reloads: readonly number[] = [];
  return () => {
    const time = now();
    reloads = reloads.filter((at) => time - at < WINDOW_MS);
    if (reloads.length >= MOST_RELOADS) return false;
    reloads = [...reloads, time];
    return true;
  };
}
