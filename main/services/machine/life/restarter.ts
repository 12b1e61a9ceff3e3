import { createRestarts } from './restarts';

/** Starts a machine that ended by itself again, after a pause that grows, until it did so too often. */
export interface Restarter {
  ended(): void;
  /** The user took it in hand: nothing is started by itself, and what was before no longer counts. */
  forget(): void;
}

interface RestarterOptions {
  /** Never rejects. */
  readonly start: () => void;
  readonly giveUp: () => void;
}

export function createRestarter({ start, giveUp }: RestarterOptions): Restarter {
  const restarts = createRestarts();
  let timer: NodeJS.Timeout | null = null;
  return {
    ended: () => {
      const wait = restarts.next();
      if (wait === null) giveUp();
      else timer = setTimeout(start, wait);
    },
    forget: () => {
      restarts.forget();
      if (timer !== null) clearTimeout(timer);
    },
  };
}
