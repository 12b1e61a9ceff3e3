import { createPause } from '../engine/pause';

/** What happens, told from its beginning to anyone who comes, whenever they come. */
export interface Tale<T> {
  tell(item: T): void;
  /** Nothing more comes; `error`: readers get it in the end. */
  end(error?: Error): void;
  /** Ends with the tale, or with `signal`. */
  read(signal: AbortSignal): AsyncGenerator<T, void, undefined>;
}

export function createTale<T>(): Tale<T> {
  const items: T[] = [];
  const waiting = new Set<() => void>();
  const state: { over: boolean; error: Error | null } = { over: false, error: null };
  const wake = (): void => {
    for (const one of waiting) one();
  };
  return {
    tell(item) {
      items.push(item);
      wake();
    },
    end(error) {
      state.over = true;
      state.error = error ?? null;
      wake();
    },
    async *read(signal) {
      const pause = createPause();
      const once = (): void => pause.wake();
      waiting.add(once);
      try {
        for (let at = 0; !signal.aborted;) {
          const item = items[at];
          if (item !== undefined) {
            at += 1;
            yield item;
          } else if (!state.over) await pause.wait(null, signal);
          else if (state.error !== null) throw state.error;
          else return;
        }
      } finally {
        waiting.delete(once);
      }
    },
  };
}
