import { useState } from 'react';
import { showPanel } from '../pulls-store';
import { closePullQuestion } from '../questions-store';

interface Sending {
  readonly busy: boolean;
  readonly error: unknown;
  readonly run: () => void;
}

/** Begins a transfer; once it has begun, the panel tells of it in the dialog's place. */
export function useSending(send: () => Promise<unknown>): Sending {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const begun = (): void => {
    showPanel(true);
    closePullQuestion();
  };
  const run = (): void => {
    setBusy(true);
    setError(null);
    send()
      .then(begun, (failure: unknown) => setError(failure))
      .finally(() => setBusy(false));
  };
  return { busy, error, run };
}
