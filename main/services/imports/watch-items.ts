import type { ImportItem } from '../../contract/imports';
import type { RowChange } from '../../contract/rows';
import { createTold } from '../engine/told-rows';

/** The items, then what changes of them. */
export async function* watchItems(
  read: () => readonly ImportItem[],
  onChange: (listener: () => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<RowChange<ImportItem>, void, undefined> {
  const told = createTold<ImportItem>(({ id }) => id);
  let wake: () => void = () => undefined;
  const state = { changed: false };
  const note = (): void => {
    state.changed = true;
    wake();
  };
  const stop = onChange(note);
  signal.addEventListener('abort', note, { once: true });
  try {
    yield { type: 'reset' };
    yield* told(read());
    yield { type: 'synced' };
    while (!signal.aborted) {
      if (state.changed) {
        state.changed = false;
        yield* told(read());
      } else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop();
  }
}
