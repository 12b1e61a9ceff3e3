export interface Asker {
  /** Once it has been quiet for as long as that; what is under way is given up. */
  readonly later: () => void;
  readonly now: () => void;
  readonly stop: () => void;
}

interface Question<T> {
  readonly quietMs: number;
  readonly ask: (signal: AbortSignal) => Promise<T>;
  /** Of the last question only: what it overtook is never told. */
  readonly onAnswer: (answer: T) => void;
  readonly onError: (error: unknown) => void;
}

/** Asks again and again about something that changes: only the last question counts. */
export function createAsker<T>({ quietMs, ask, onAnswer, onError }: Question<T>): Asker {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let controller = new AbortController();
  const giveUp = (): void => {
    clearTimeout(timer);
    controller.abort();
  };
  const begin = (): void => {
    controller = new AbortController();
    const { signal } = controller;
    ask(signal).then(
      (answer) => signal.aborted || onAnswer(answer),
      (error: unknown) => signal.aborted || onError(error),
    );
  };
  return {
    later: () => {
      giveUp();
      timer = setTimeout(begin, quietMs);
    },
    now: () => {
      giveUp();
      begin();
    },
    stop: giveUp,
  };
}
