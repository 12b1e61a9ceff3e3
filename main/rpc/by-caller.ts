import { WireError } from './wire/types';

/** Aborted when the caller cancels. That its page is gone, or was loaded anew, is no cancelling. */
export function byCaller(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const take = (): void => {
    const reason: unknown = signal.reason;
    if (!(reason instanceof WireError) || reason.code !== 'CONNECTION_LOST') controller.abort(reason);
  };
  if (signal.aborted) take();
  signal.addEventListener('abort', take, { once: true });
  return controller.signal;
}
