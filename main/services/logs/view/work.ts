/** `more`: go on at once; `soon`: look again in a while; `done`: until something is noted. */
export type Outcome = 'more' | 'soon' | 'done';

/** Work that is never done twice at a time, and again after each note. */
export interface Work {
  readonly note: () => void;
  close(): void;
}

export interface WorkOptions {
  readonly log: (line: string) => void;
  /** From a note to the work. */
  readonly restMs: () => number;
}

interface State {
  busy: boolean;
  noted: boolean;
  closed: boolean;
  timer: NodeJS.Timeout | null;
}

const SOON_MS = 100;

export function createWork(round: () => Promise<Outcome>, { log, restMs }: WorkOptions): Work {
  const state: State = { busy: false, noted: false, closed: false, timer: null };
  const later = (ms: number): void => {
    state.timer ??= setTimeout(() => {
      state.timer = null;
      void run();
    }, ms);
  };
  const attempt = async (): Promise<Outcome> => {
    try {
      return await round();
    } catch (error) {
      if (!state.closed) log(`logs: a view failed: ${String(error)}`);
      return 'done';
    }
  };
  const run = async (): Promise<void> => {
    state.busy = true;
    state.noted = false;
    const outcome = await attempt();
    state.busy = false;
    again(outcome);
  };
  const again = (outcome: Outcome): void => {
    if (state.closed) return;
    if (outcome === 'more') later(0);
    else if (state.noted || outcome === 'soon') later(SOON_MS);
  };
  return {
    note: () => {
      state.noted = true;
      if (!state.busy && !state.closed) later(restMs());
    },
    close: () => {
      state.closed = true;
      if (state.timer !== null) clearTimeout(state.timer);
    },
  };
}
