import { useEffect, useState } from 'react';
import type { ProjectDetails } from '../../../main/contract/compose';
import { errorCode } from '../../lib/errors';
import { whileVisible } from '../../lib/while-visible';
import { watch } from '../../rpc/use-stream';

export interface Told {
  /** The last known; null: not told yet. */
  readonly details: ProjectDetails | null;
  /** Slipway cannot be asked: what is said is of before. */
  readonly stale: boolean;
  /** Why there is nothing to be told any more; null: there is. */
  readonly error: unknown;
}

const NOTHING: Told = { details: null, stale: false, error: null };

/** Follows one project while the page can be seen. Mounted anew for another one. */
export function useProject(key: string): Told {
  const [told, setTold] = useState(NOTHING);
  useEffect(
    () =>
      whileVisible(() => {
        const stop = watch(
          'compose.project',
          { key },
          {
            onItem: (details) => setTold({ details, stale: details.stale, error: null }),
            onLost: (error) => {
              const over = errorCode(error) === 'COMPOSE_FAULT';
              // It may come back: an up makes it known again.
              if (over) setTold((before) => ({ ...before, error }));
              else setTold((before) => ({ ...before, stale: true }));
            },
          },
        );
        return stop;
      }),
    [key],
  );
  return told;
}
