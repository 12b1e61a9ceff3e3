import { setTimeout as delay } from 'node:timers/promises';

/** A person mistypes and pastes an old code a few times. */
const FREE_TRIES = 5;
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 3_000;
/** After as long without a failure, all is forgotten. */
const FORGIVEN_AFTER_MS = 60_000;
/** More that wait at the same time are turned away at once. */
const MOST_WAITING = 8;

/** Resolves after the delay that this failure has earned; at once and with false when too many wait already. */
export type SlowDown = () => Promise<boolean>;

/** Only failures wait: whoever has the right code is never held up by someone who guesses. */
export const createSlowDown = (
  now: () => number = () => performance.now(),
  wait: (ms: number) => Promise<unknown> = (ms) => delay(ms),
): SlowDown => {
  let failures = 0;
  let last = -Infinity;
  let waiting = 0;
  return async () => {
    if (now() - last > FORGIVEN_AFTER_MS) failures = 0;
    last = now();
    failures += 1;
    if (failures <= FREE_TRIES) return true;
    if (waiting >= MOST_WAITING) return false;
    waiting += 1;
    await wait(Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - FREE_TRIES - 1, 10)));
    waiting -= 1;
    return true;
  };
};
