import { useEffect } from 'react';
import { create } from 'zustand';
import type { Consumer, Overview } from '../../../main/contract/stats';
import { watch } from '../../rpc/use-stream';
import { whileSeen } from './when-seen';

interface OverviewStore {
  /** Null until main has told. */
  readonly overview: Overview | null;
  readonly byId: ReadonlyMap<string, Consumer>;
}

export const useOverview = create<OverviewStore>(() => ({ overview: null, byId: new Map() }));

let users = 0;
let stop: () => void = () => undefined;

/** Has all running containers measured while the page can be seen, until the returned function is called. */
export function followOverview(): () => void {
  users += 1;
  if (users === 1)
    stop = whileSeen(() =>
      watch('stats.overview', undefined, {
        onItem: (overview) =>
          useOverview.setState({ overview, byId: new Map(overview.consumers.map((one) => [one.id, one])) }),
      }),
    );
  return () => {
    users -= 1;
    if (users > 0) return;
    stop();
    useOverview.setState({ overview: null, byId: new Map() });
  };
}

export const useFollowedOverview = (): Overview | null => {
  useEffect(followOverview, []);
  return useOverview(({ overview }) => overview);
};
