/**
 * A stream of whole states: the present one, then the present one again after each change. Changes between two pulls are
 * merged, so a slow reader costs nothing.
 */
export async function* latest<T>(
  read: () => T,
  onChange: (listener: () => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  let changed = true;
  let wake: () => void = () => undefined;
  const note = (): void => {
    changed = true;
    wake();
  };
  const stop = onChange(note);
  signal.addEventListener('abort', note, { once: true });
  try {
    while (!signal.aborted) {
      if (changed) {
        changed = false;
        yield read();
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    stop();
    signal.removeEventListener('abort', note);
  }
}
