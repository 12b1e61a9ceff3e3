import { useState } from 'react';

/** One attempt to open a terminal at a time, and why the last one failed. */
export interface OpeningState {
  readonly busy: boolean;
  readonly error: unknown;
  readonly run: (open: () => Promise<void>) => void;
}

export function useOpening(): OpeningState {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = (open: () => Promise<void>): void => {
    setBusy(true);
    setError(null);
    open().then(
      () => setBusy(false),
      (reason: unknown) => {
        setBusy(false);
        setError(reason);
      },
    );
  };
  return { busy, error, run };
}
