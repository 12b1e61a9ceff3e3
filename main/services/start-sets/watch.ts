import type { RowChange } from '../../contract/rows';
import type { StartSetRow } from '../../contract/start-sets';
import { createPause, pause as rest } from '../engine/pause';

export interface Source {
  rows(): readonly StartSetRow[];
  freshness(): 'loading' | 'synced' | 'stale';
  onChange(listener: () => void): () => void;
}

/** Often enough for an eye, ms. */
const EVERY_MS = 150;

/** The sets, and each change; what changes between two pulls is merged. Ends with `signal`. */
export async function* watchSets(
  source: Source,
  signal: AbortSignal,
): AsyncGenerator<RowChange<StartSetRow>, void, undefined> {
  const pause = createPause();
  const told = new Map<string, string>();
  const seen = { changes: 0, freshness: 'loading' };
  const stop = source.onChange(() => {
    seen.changes += 1;
    pause.wake();
  });
  try {
    yield { type: 'reset' };
    while (!signal.aborted) {
      const at = seen.changes;
      const freshness = source.freshness();
      // Before the first list of containers everything would seem to be missing.
      if (freshness !== 'loading') yield* differences(told, source.rows());
      if (freshness !== seen.freshness && freshness !== 'loading') yield { type: freshness };
      seen.freshness = freshness;
      await rest(EVERY_MS, signal);
      if (at === seen.changes) await pause.wait(null, signal);
    }
  } finally {
    stop();
  }
}

function* differences(
  told: Map<string, string>,
  rows: readonly StartSetRow[],
): Generator<RowChange<StartSetRow>, void, undefined> {
  const changed = rows.filter((row) => {
    const text = JSON.stringify(row);
    const isNew = told.get(row.id) !== text;
    told.set(row.id, text);
    return isNew;
  });
  if (changed.length > 0) yield { type: 'upsert', rows: changed };
  const there = new Set(rows.map(({ id }) => id));
  const ids = [...told.keys()].filter((id) => !there.has(id));
  for (const id of ids) told.delete(id);
  if (ids.length > 0) yield { type: 'remove', ids };
}
