import { say } from '../../../texts/say';

/** What all works have: what takes a while, is seen while it runs, and can be cancelled. */
interface WorkShape<F> {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly note: string;
  readonly endedAt: number | null;
  /** null: it has not failed. */
  readonly failure: F | null;
}

/** Of those that are over, these many stay. */
const KEPT = 20;
/** Often enough for an eye. */
const EVERY_MS = 150;

interface Entry<W> {
  work: W;
  readonly controller: AbortController;
  done: Promise<void>;
}

export interface WorkTable<W> {
  list(): W[];
  running(): W[];
  onChange(listener: () => void): () => void;
  /** Another id for each. */
  nextId(): string;
  /** Its failure is told by the list; what is returned rejects with it too, but need not be heard. */
  start(work: W, run: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** What is no note is told a few times a second. */
  set(id: string, change: Partial<W>): void;
  cancel(id: string): void;
  /** Without effect on those that run. */
  dismiss(id: string): void;
  /** Cancels all of them, and resolves when they have ended. */
  close(): Promise<void>;
}

/** Tells of changes: at once, or a few times a second. */
function createTeller() {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  const now = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    for (const listener of [...listeners]) listener();
  };
  return {
    now,
    soon: (): void => {
      timer ??= setTimeout(now, EVERY_MS).unref();
    },
    onChange(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The works of one noun, and the last that ended. */
export function createWorkTable<F, W extends WorkShape<F>>(
  explain: (error: unknown) => F,
  now: () => number,
): WorkTable<W> {
  const entries = new Map<string, Entry<W>>();
  const teller = createTeller();
  let last = 0;
  const those = (isRunning: boolean): Entry<W>[] =>
    [...entries.values()].filter(({ work }) => (work.state === 'running') === isRunning);
  const end = (entry: Entry<W>, error: unknown): void => {
    const state = error === null ? 'done' : entry.controller.signal.aborted ? 'cancelled' : 'failed';
    entry.work = { ...entry.work, state, endedAt: now(), failure: state === 'failed' ? explain(error) : null };
    for (const { work } of those(false).slice(0, -KEPT)) entries.delete(work.id);
    teller.now();
  };
  return {
    list: () => [...entries.values()].map(({ work }) => work),
    running: () => those(true).map(({ work }) => work),
    onChange: (listener) => teller.onChange(listener),
    nextId: () => String(++last),
    start(work, run) {
      const entry: Entry<W> = { work, controller: new AbortController(), done: Promise.resolve() };
      entries.set(work.id, entry);
      teller.now();
      entry.done = run(entry.controller.signal).then(
        () => end(entry, null),
        (error: unknown) => {
          end(entry, error);
          throw error;
        },
      );
      entry.done.catch(() => undefined);
      return entry.done;
    },
    set(id, change) {
      const entry = entries.get(id);
      if (entry !== undefined) entry.work = { ...entry.work, ...change };
      (change.note === undefined ? teller.soon : teller.now)();
    },
    cancel: (id) => entries.get(id)?.controller.abort(new Error(say('it was cancelled'))),
    dismiss(id) {
      if (entries.get(id)?.work.state !== 'running' && entries.delete(id)) teller.now();
    },
    async close() {
      const left = those(true);
      for (const { controller } of left) controller.abort(new Error(say('Slipway ends')));
      await Promise.allSettled(left.map(({ done }) => done));
    },
  };
}
