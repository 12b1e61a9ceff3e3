import { sameSize, type Sized } from './size';

/** Tells the engine a terminal's size: the last one wins, at most ten a second, one at a time. */
export interface Resizer {
  to(size: Sized): void;
  end(): void;
}

const PACE_MS = 100;
/** An engine refuses to resize what has not quite begun yet. */
const TRIES = 20;

/** @param send Rejects when the engine did not take it; then it is sent again, a few times. */
export function createResizer(send: (size: Sized) => Promise<void>): Resizer {
  let wanted: Sized | null = null;
  let told: Sized | null = null;
  let busy = false;
  let failures = 0;
  let ended = false;

  const run = async (): Promise<void> => {
    busy = true;
    while (wanted !== null && !isEnded()) {
      const size: Sized = wanted;
      wanted = null;
      if (told !== null && sameSize(told, size)) continue;
      try {
        await send(size);
        told = size;
        failures = 0;
      } catch {
        failures += 1;
        if (failures < TRIES) wanted ??= size;
      }
      await new Promise((resolve) => setTimeout(resolve, PACE_MS));
    }
    busy = false;
  };
  // A function, because the compiler takes a condition it has seen for settled, awaits or not.
  const isEnded = (): boolean => ended;
  return {
    to: (size) => {
      wanted = size;
      if (!busy && !ended) void run();
    },
    end: () => {
      ended = true;
    },
  };
}
