import { COLUMNS, type StatsColumn } from './columns';
import { freshSample, setVisibleIds, subscribeToAll } from './live-store';
import { StatsCell, StatsSum } from './cells';
import { followOverview, useOverview } from './overview-store';

/** What is in sight has newer values than the slow rounds of all. */
function valueOf(id: string, column: StatsColumn): number | null {
  const values = freshSample(id) ?? useOverview.getState().byId.get(id);
  return values === undefined ? null : COLUMNS[column].valueOf(values);
}

function followAll(listener: () => void): () => void {
  const endings = [followOverview(), useOverview.subscribe(listener), subscribeToAll(listener)];
  return () => {
    for (const end of endings) end();
  };
}

/** For the containers' list: its cells, and the order by them. */
export const CONTAINER_MEASURES = {
  Cell: StatsCell,
  SumCell: StatsSum,
  onVisible: setVisibleIds,
  valueOf,
  followAll,
} as const;
