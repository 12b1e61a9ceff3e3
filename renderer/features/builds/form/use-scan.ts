import { useEffect, useState } from 'react';
import type { ContextScan } from '../../../../main/contract/builds';
import { rpc } from '../../../rpc/client';

interface Place {
  readonly folder: string;
  readonly dockerfile: string;
  readonly classic: boolean;
}

interface Scanned {
  /** As far as it was looked through; null: not begun. */
  readonly scan: ContextScan | null;
  readonly error: unknown;
  readonly again: () => void;
}

/** Looks through what would be sent, while somebody looks at it. Without a folder and a Dockerfile there is nothing to look at. */
export function useScan({ folder, dockerfile, classic }: Place): Scanned {
  const [round, setRound] = useState(0);
  const key = JSON.stringify([folder, dockerfile, classic, round]);
  const [state, setState] = useState<{
    readonly key: string;
    readonly scan: ContextScan | null;
    readonly error: unknown;
  }>({ key, scan: null, error: null });
  useEffect(() => {
    if (folder === '' || dockerfile === '') return;
    const controller = new AbortController();
    const { signal } = controller;
    const follow = async (): Promise<void> => {
      try {
        for await (const scan of rpc.stream('builds.scan', { folder, dockerfile, classic }, { signal }))
          setState({ key, scan, error: null });
      } catch (error) {
        if (!signal.aborted) setState({ key, scan: null, error });
      }
    };
    void follow();
    return () => controller.abort();
  }, [folder, dockerfile, classic, key]);
  // What was told is of another folder or round.
  const isOfThis = state.key === key;
  return {
    scan: isOfThis ? state.scan : null,
    error: isOfThis ? state.error : null,
    again: () => setRound((before) => before + 1),
  };
}
