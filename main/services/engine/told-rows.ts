import type { RowChange } from '../../contract/rows';
import { createPause, pause as rest } from './pause';

const BATCH = 500;

/** What a reader was told of a list: given the rows as they are now, says what is another than it was. */
export function createTold<R>(
  keyOf: (row: R) => string,
): (rows: readonly R[]) => Generator<RowChange<R>, void, undefined> {
  const told = new Map<string, string>();
  return function* (rows) {
    const changed: R[] = [];
    const there = new Set<string>();
    for (const row of rows) {
      const key = keyOf(row);
      there.add(key);
      const text = JSON.stringify(row);
      if (told.get(key) !== text) changed.push(row);
      told.set(key, text);
    }
    for (let at = 0; at < changed.length; at += BATCH) yield { type: 'upsert', rows: changed.slice(at, at + BATCH) };
    const ids = [...told.keys()].filter((key) => !there.has(key));
    for (const id of ids) told.delete(id);
    if (ids.length > 0) yield { type: 'remove', ids };
  };
}

interface ToldList<R> {
  readonly read: () => Promise<readonly R[]> | readonly R[];
  readonly keyOf: (row: R) => string;
  /** Returns what ends it. */
  readonly onChange: (listener: () => void) => () => void;
}

/** Often enough for an eye, ms. */
const EVERY_MS = 200;

/** A list of our own: all of it, then each change; what changes within 200 ms is merged. Ends with `signal`. */
export async function* watchTold<R>(
  { read, keyOf, onChange }: ToldList<R>,
  signal: AbortSignal,
): AsyncGenerator<RowChange<R>, void, undefined> {
  const pause = createPause();
  const differences = createTold(keyOf);
  const seen = { changes: 0 };
  const stop = onChange(() => {
    seen.changes += 1;
    pause.wake();
  });
  try {
    yield { type: 'reset' };
    for (let first = true; !signal.aborted; first = false) {
      const at = seen.changes;
      yield* differences(await read());
      if (first) yield { type: 'synced' };
      await rest(EVERY_MS, signal);
      if (at === seen.changes) await pause.wait(null, signal);
    }
  } finally {
    stop();
  }
}
