import { useState } from 'react';

export interface Deed {
  readonly busy: boolean;
  readonly error: unknown;
  readonly run: () => void;
}

/** Something that is done once, and may fail. */
export function useDeed(deed: () => Promise<unknown>, onDone: () => void): Deed {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = (): void => {
    setBusy(true);
    setError(null);
    deed()
      .then(onDone, (failure: unknown) => setError(failure))
      .finally(() => setBusy(false));
  };
  return { busy, error, run };
}
