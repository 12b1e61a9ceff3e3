import type { ImageTransfer } from '../../contract/pulls';
import type { RowChange } from '../../contract/rows';
import { createPause, pause as rest } from '../engine/pause';
import type { Transfers } from './transfers';

/** Often enough for an eye, ms. */
const EVERY_MS = 200;
/** A stall shows though nothing is told, ms. */
const STALL_MS = 1000;

/** The transfers, and each change; what changes between two pulls is merged. Ends with `signal`. */
export async function* watchTransfers(
  transfers: Transfers,
  signal: AbortSignal,
): AsyncGenerator<RowChange<ImageTransfer>, void, undefined> {
  const pause = createPause();
  const told = new Map<string, number>();
  const seen = { changes: 0 };
  const stop = transfers.onChange(() => {
    seen.changes += 1;
    pause.wake();
  });
  try {
    yield { type: 'reset' };
    for (let first = true; !signal.aborted; first = false) {
      const at = seen.changes;
      yield* differences(transfers, told);
      if (first) yield { type: 'synced' };
      await rest(EVERY_MS, signal);
      if (at !== seen.changes) continue;
      await pause.wait(transfers.isRunning() ? STALL_MS : null, signal);
      if (at === seen.changes) transfers.tick();
    }
  } finally {
    stop();
  }
}

function* differences(
  transfers: Transfers,
  told: Map<string, number>,
): Generator<RowChange<ImageTransfer>, void, undefined> {
  const all = transfers.list();
  const rows = all.filter(({ id }) => transfers.revisionOf(id) !== told.get(id));
  for (const { id } of rows) told.set(id, transfers.revisionOf(id) ?? 0);
  if (rows.length > 0) yield { type: 'upsert', rows };
  const there = new Set(all.map(({ id }) => id));
  const ids = [...told.keys()].filter((id) => !there.has(id));
  for (const id of ids) told.delete(id);
  if (ids.length > 0) yield { type: 'remove', ids };
}
