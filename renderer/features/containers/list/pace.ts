/** So many updates may follow each other at once... */
const BURST = 6;
/** ...and then one each so many ms. */
const EVERY_MS = 250;

/** Lets single changes through at once and slows a storm down to four a second. */
export interface Pace {
  /** ms to wait before the next update, 0: now. The caller keeps to it: its update is counted already. */
  wait(now: number): number;
}

export function createPace(): Pace {
  let credit = BURST;
  let last = 0;
  return {
    wait: (now) => {
      credit = Math.min(BURST, credit + (now - last) / EVERY_MS);
      last = now;
      const wait = credit < 1 ? Math.ceil((1 - credit) * EVERY_MS) : 0;
      credit -= 1;
      return wait;
    },
  };
}
