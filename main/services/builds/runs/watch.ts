import type { BuildRow } from '../../../contract/builds';
import type { RowChange } from '../../../contract/rows';
import { createPause, pause as rest } from '../../engine/pause';
import { createTold } from '../../engine/told-rows';

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
  const differences = createTold((row: BuildRow) => row.id);
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
