import type { ImageTransfer } from '../../contract/pulls';
import type { Tally } from '../engine/layer-tally';
import { EngineError } from '../engine/types';
import { type Entry, entryOf, isOver, shown, type TransferBegin } from './entry';
import { pullFaultOf } from './fault';

/** Of those that are over, these many stay. */
const KEPT = 50;

/** One transfer under way, as who does it sees it. */
export interface Running {
  /** Aborted when the user cancels it, and when Slipway ends. */
  readonly signal: AbortSignal;
  readonly told: (tally: Tally) => void;
  readonly note: (words: string) => void;
}

/** Pulls and pushes under way, and the last that ended. */
export interface Transfers {
  /** The oldest first. */
  list(): ImageTransfer[];
  /** Another number after each change of that transfer; undefined: there is none. */
  revisionOf(id: string): number | undefined;
  find(begin: Pick<TransferBegin, 'kind' | 'reference' | 'platform'>): ImageTransfer | undefined;
  get(id: string): ImageTransfer | undefined;
  /** The user asked for it as well: its end is news. */
  wanted(id: string): void;
  isRunning(): boolean;
  onChange(listener: () => void): () => void;
  /** The rates of those that run are others now, though nothing was told. */
  tick(): void;
  /** `done` rejects with what `run` rejects with; the list tells it, too. */
  start(
    begin: TransferBegin,
    run: (running: Running) => Promise<void>,
  ): { readonly id: string; readonly done: Promise<void> };
  cancel(id: string): void;
  /** Without effect on those that run. */
  dismiss(id: string): void;
  /** Cancels all of them. */
  close(): Promise<void>;
}

interface Clocks {
  /** ms since the epoch. */
  readonly now: () => number;
  /** ms, never going back. */
  readonly ticks: () => number;
}

const CLOCKS: Clocks = { now: Date.now, ticks: () => performance.now() };

/** The entries, and who hears of their changes. */
function createTable({ now }: Clocks) {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  const last = { id: 0, revision: 0 };
  const changed = (entry: Entry | undefined): void => {
    last.revision += 1;
    if (entry !== undefined) entry.revision = last.revision;
    for (const listener of [...listeners]) listener();
  };
  const trim = (): void => {
    const over = [...entries].filter(([, entry]) => isOver(entry));
    for (const [id] of over.slice(0, Math.max(0, over.length - KEPT))) entries.delete(id);
  };
  return {
    entries,
    changed,
    running: (): Entry[] => [...entries.values()].filter((entry) => !isOver(entry)),
    onChange(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    add(begin: TransferBegin): Entry {
      const entry = entryOf(begin, String(++last.id), now());
      entries.set(entry.transfer.id, entry);
      changed(entry);
      return entry;
    },
    /** @param error null: it is done. */
    end(entry: Entry, error: unknown): void {
      const cancelled = entry.controller.signal.aborted || (error instanceof EngineError && error.kind === 'aborted');
      const state = error === null ? 'done' : cancelled ? 'cancelled' : 'failed';
      const failure = state === 'failed' ? pullFaultOf(error, now()) : null;
      entry.transfer = { ...entry.transfer, state, failure, endedAt: now() };
      trim();
      changed(entry);
    },
  };
}

export function createTransfers(clocks: Clocks = CLOCKS): Transfers {
  const table = createTable(clocks);
  const { entries, changed, running } = table;
  const { ticks } = clocks;
  const act = async (entry: Entry, run: (running: Running) => Promise<void>): Promise<void> => {
    try {
      await run(runningOf(entry, ticks, changed));
      table.end(entry, null);
    } catch (error) {
      table.end(entry, error);
      throw error;
    }
  };
  return {
    list: () => [...entries.values()].map((entry) => shown(entry, ticks())),
    revisionOf: (id) => entries.get(id)?.revision,
    get: (id) => entries.get(id)?.transfer,
    find: ({ kind, reference, platform }) =>
      running()
        .map(({ transfer }) => transfer)
        .find((each) => each.kind === kind && each.reference === reference && each.platform === platform),
    wanted(id) {
      const entry = entries.get(id);
      if (entry?.transfer.quiet !== true) return;
      entry.transfer = { ...entry.transfer, quiet: false };
      changed(entry);
    },
    isRunning: () => running().length > 0,
    onChange: (listener) => table.onChange(listener),
    tick: () => running().forEach(changed),
    start(begin, run) {
      const entry = table.add(begin);
      const done = act(entry, run);
      entry.settled = done.catch(() => undefined);
      return { id: entry.transfer.id, done };
    },
    cancel: (id) => entries.get(id)?.controller.abort(),
    dismiss(id) {
      const entry = entries.get(id);
      if (entry === undefined || !isOver(entry)) return;
      entries.delete(id);
      changed(undefined);
    },
    async close() {
      const left = running();
      for (const { controller } of left) controller.abort();
      await Promise.all(left.map(({ settled }) => settled));
    },
  };
}

const runningOf = (entry: Entry, ticks: () => number, changed: (entry: Entry) => void): Running => ({
  signal: entry.controller.signal,
  told: (tally) => {
    entry.told = tally.read();
    entry.rate.seen(entry.told.bytes, ticks());
    changed(entry);
  },
  note: (note) => {
    entry.transfer = { ...entry.transfer, note };
    changed(entry);
  },
});
