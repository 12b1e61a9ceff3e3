import { useEffect, useState } from 'react';
import type { History, HistoryRange } from '../../../main/contract/stats';
import { watch } from '../../rpc/use-stream';
import { whileSeen } from './when-seen';

interface Told {
  readonly id: string;
  readonly range: HistoryRange;
  readonly history: History;
}

/** Kept up with while the page can be seen; null until it has come. */
export function useHistory(id: string, range: HistoryRange): History | null {
  const [told, setTold] = useState<Told | null>(null);
  useEffect(
    () =>
      whileSeen(() => watch('stats.history', { id, range }, { onItem: (history) => setTold({ id, range, history }) })),
    [id, range],
  );
  return told !== null && told.id === id && told.range === range ? told.history : null;
}
