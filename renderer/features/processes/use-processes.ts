import { useEffect, useState } from 'react';
import type { ProcessChange } from '../../../main/contract/processes';
import { whileVisible } from '../../lib/while-visible';
import { watch } from '../../rpc/use-stream';

export interface ProcessesView {
  /** null until it was told; then always the last known. */
  readonly change: ProcessChange | null;
  /** Why nothing new comes. */
  readonly error: unknown;
}

const NOTHING: ProcessesView = { change: null, error: null };

/** Follows the processes of one container while somebody looks: hidden, nothing is asked for. */
export function useProcesses(id: string): ProcessesView {
  const [view, setView] = useState(NOTHING);
  useEffect(() => {
    const start = (): (() => void) =>
      watch(
        'processes.watch',
        { id },
        {
          onItem: (change) => setView({ change, error: null }),
          onLost: (error) => setView(({ change }) => ({ change, error })),
        },
      );
    return whileVisible(start);
  }, [id]);
  return view;
}
