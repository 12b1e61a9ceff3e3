import { useCallback, useEffect, useRef, useState } from 'react';

export interface Progress<T> {
  /** Null: not begun. */
  readonly last: T | null;
  readonly busy: boolean;
  readonly error: unknown;
  readonly begin: (items: AsyncIterable<T>) => Promise<void>;
}

/**
 * The latest of what is told of something that goes on in main, whether or not the dialog is open. `onMissed` gets how it ended
 * when nobody could see it any more.
 */
export function useProgress<T>(onMissed: (last: T | null, error: unknown) => void): Progress<T> {
  const [state, setState] = useState<Omit<Progress<T>, 'begin'>>({ last: null, busy: false, error: null });
  const seen = useRef(true);
  const missed = useRef(onMissed);
  useEffect(() => {
    seen.current = true;
    return () => {
      seen.current = false;
    };
  }, []);
  const begin = useCallback(async (items: AsyncIterable<T>): Promise<void> => {
    setState({ last: null, busy: true, error: null });
    const end: { last: T | null; error: unknown } = { last: null, error: null };
    try {
      for await (const last of items) {
        end.last = last;
        setState({ last, busy: true, error: null });
      }
    } catch (error) {
      end.error = error;
    }
    setState({ ...end, busy: false });
    if (!seen.current) missed.current(end.last, end.error);
  }, []);
  return { ...state, begin };
}
