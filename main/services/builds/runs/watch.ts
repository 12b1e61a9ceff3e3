import type { BuildRow } from '../../../contract/builds';
import type { RowChange } from '../../../contract/rows';
import { createPause, pause as rest } from '../../engine/pause';

interface Rows {
  readonly read: () => Promise<readonly BuildRow[]>;
  readonly onChange: (listener: () => void) => () => void;
}

/** Often enough for an eye, ms. */
const EVERY_MS = 250;

/** All builds, and each change; what changes between two pulls is merged. Ends with `signal`. */
export async function* watchBuilds(
  { read, onChange }: Rows,
  signal: AbortSignal,
): AsyncGenerator<RowChange<BuildRow>, void, undefined> {
  const pause = createPause();
  const told = new Map<string, string>();
  const seen = { changes: 0 };
  const stop = onChange(() => {
    seen.changes += 1;
    pause.wake();
  });
  try {
    yield { type: 'reset' };
    for (let first = true; !signal.aborted; first = false) {
      const at = seen.changes;
      yield* differences(await read(), told);
      if (first) yield { type: 'synced' };
      await rest(EVERY_MS, signal);
      if (at === seen.changes) await pause.wait(null, signal);
    }
  } finally {
    stop();
  }
}

function* differences(
  rows: readonly BuildRow[],
  told: Map<string, string>,
): Generator<RowChange<BuildRow>, void, undefined> {
  const changed = rows.filter((row) => {
    const text = JSON.stringify(row);
    if (told.get(row.id) === text) return false;
    told.set(row.id, text);
    return true;
  });
  if (changed.length > 0) yield { type: 'upsert', rows: changed };
  const there = new Set(rows.map(({ id }) => id));
  const ids = [...told.keys()].filter((id) => !there.has(id));
  for (const id of ids) told.delete(id);
  if (ids.length > 0) yield { type: 'remove', ids };
}
