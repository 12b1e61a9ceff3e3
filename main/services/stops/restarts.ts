import type { Inspected } from './inspected';

const FIRST_MS = 100;
const LONGEST_MS = 60_000;
/** One that ran this long begins with the first wait again. */
const RESETS_AFTER_MS = 10_000;

/**
 * When the engine starts a restarting container again, by its rule: 0.1 s after the end, twice as long each time, at
 * most a minute; null where nothing is restarted. An estimate: it does not tell.
 */
export function nextTryAt({ state, finishedAt, startedAt, restartCount }: Inspected): number | null {
  if (state !== 'restarting' || finishedAt === null) return null;
  const ran = startedAt === null ? 0 : finishedAt - startedAt;
  const wait = ran >= RESETS_AFTER_MS ? FIRST_MS : FIRST_MS * 2 ** Math.min(Math.max(0, restartCount - 1), 20);
  return finishedAt + Math.min(wait, LONGEST_MS);
}
