import type { ImageWork } from '../../contract/images';
import { createWorkTable, type WorkTable } from '../helpers/works';

type Failure = NonNullable<ImageWork['failure']>;
export type Explain = (error: unknown) => Failure;

/** One work under way, as who does it sees it. */
export interface Running {
  readonly id: string;
  /** Aborted when the user cancels it, and when Slipway ends. */
  readonly signal: AbortSignal;
  readonly note: (words: string) => void;
  readonly moved: (bytes: number) => void;
}

/** What takes a while: saves, loads, imports. */
export interface Works extends Pick<WorkTable<ImageWork>, 'list' | 'onChange' | 'cancel' | 'dismiss' | 'close'> {
  /** The work's own failure is told by the list; `done` rejects with it too. */
  start(
    begin: Pick<ImageWork, 'kind' | 'file' | 'total'>,
    run: (running: Running) => Promise<void>,
  ): { readonly id: string; readonly done: Promise<void> };
}

const NEW = { state: 'running', note: '', bytes: 0, endedAt: null, failure: null } as const;

export function createWorks(explain: Explain, now: () => number = Date.now): Works {
  const table = createWorkTable<Failure, ImageWork>(explain, now);
  return {
    ...table,
    start(begin, run) {
      const id = table.nextId();
      let bytes = 0;
      const done = table.start({ ...NEW, ...begin, id, startedAt: now() }, (signal) =>
        run({
          ...{ id, signal, note: (note) => table.set(id, { note }) },
          moved: (more) => table.set(id, { bytes: (bytes += more) }),
        }),
      );
      return { id, done };
    },
  };
}
