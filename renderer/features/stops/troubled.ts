import { useEffect, useState } from 'react';
import type { ContainerRow } from '../../../main/contract/containers';

const TROUBLED: ReadonlySet<ContainerRow['state']> = new Set(['exited', 'restarting', 'dead', 'created']);
/** A container in a restart loop runs for moments: what is said of it must not come and go with them. */
const LINGER_MS = 10_000;

type Row = Pick<ContainerRow, 'state' | 'health'>;

export const isTroubled = ({ state, health }: Row): boolean =>
  TROUBLED.has(state) || (state === 'running' && health === 'unhealthy');

/** Whether it is, or was a moment ago. */
export function useTroubled(row: Row): boolean {
  const now = isTroubled(row);
  // What was merely not started yet leaves no trouble behind.
  const lasting = now && row.state !== 'created';
  const [shown, setShown] = useState(lasting);
  if (lasting && !shown) setShown(true);
  useEffect(() => {
    if (now) return;
    const timer = setTimeout(() => setShown(false), LINGER_MS);
    return () => clearTimeout(timer);
  }, [now]);
  return now || shown;
}
