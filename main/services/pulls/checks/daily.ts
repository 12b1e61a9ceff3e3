/** While somebody looks, it is looked at the clock so often, ms. */
const EVERY_MS = 15 * 60_000;

export interface DailyOptions {
  readonly isWished: () => boolean;
  /** Called after each change of that. */
  readonly onWish: (listener: () => void) => () => void;
  /** Checks what is due. */
  readonly check: () => void;
}

/** Says when to look for newer images by itself: only while somebody sees Slipway, and wishes it. */
export interface Daily {
  setVisible(visible: boolean): void;
  /** Something is another one: the engine. */
  look(): void;
  close(): void;
}

export function createDaily({ isWished, onWish, check }: DailyOptions): Daily {
  const state = { visible: false, timer: undefined as NodeJS.Timeout | undefined };
  const look = (): void => {
    clearInterval(state.timer);
    if (!state.visible || !isWished()) return;
    state.timer = setInterval(check, EVERY_MS).unref();
    check();
  };
  const stop = onWish(look);
  return {
    look,
    setVisible(visible) {
      if (state.visible === visible) return;
      state.visible = visible;
      look();
    },
    close() {
      clearInterval(state.timer);
      stop();
    },
  };
}
