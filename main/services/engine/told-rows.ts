import type { RowChange } from '../../contract/rows';

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
