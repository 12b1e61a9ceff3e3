import type { ImportItem } from '../../contract/imports';
import type { AsideConnection } from '../engine/types';
import type { ImportTable } from './table';
import type { Failure, Movers, Moving, SourceVolumes } from './types';

/** What the parts of a run work with. */
export interface Work {
  readonly source: AsideConnection;
  readonly target: AsideConnection;
  readonly volumes: SourceVolumes;
  readonly movers: Movers;
  readonly table: ImportTable;
  readonly explain: (error: unknown) => Failure;
  /** Aborted when the user cancels the run, and when Slipway ends. */
  readonly signal: AbortSignal;
}

/** How an item ended well. */
export interface Outcome extends Pick<ImportItem, 'checksum' | 'note'> {
  readonly state: 'done' | 'skipped';
}

export const itemId = (kind: ImportItem['kind'], name: string): string => `${kind}:${name}`;

/** Counts what passes, for the run and for its items. */
export function movingOf({ table, signal }: Work, ids: readonly string[]): Moving {
  const [first] = ids;
  let bytes = 0;
  return {
    signal,
    moved(more) {
      bytes += more;
      table.moved(more);
      // Of several that pass as one nobody can tell whose bytes they are.
      if (first !== undefined && ids.length === 1) table.set(first, { bytes });
    },
    note: (note) => ids.forEach((id) => table.set(id, { note })),
  };
}

// A function, because the compiler takes a condition it has seen for settled, awaits or not.
export const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** Does one, and says how it went; never rejects. Null: it is not over yet. Whether it went well. */
export async function attempt(work: Work, id: string, deed: () => Promise<Outcome | null>): Promise<boolean> {
  const { table, signal, explain } = work;
  if (signal.aborted) {
    table.set(id, { state: 'cancelled' });
    return false;
  }
  table.set(id, { state: 'moving', failure: null });
  try {
    table.set(id, (await deed()) ?? { state: 'waiting' });
    return true;
  } catch (error) {
    table.set(id, isAborted(signal) ? { state: 'cancelled' } : { state: 'failed', failure: explain(error) });
    return false;
  }
}
