import type { ComposeParts, PickableContainer } from '../features/compose/compose-parts';
import { containersStore } from '../features/containers/containers';
import { ProjectLogs } from '../features/logs/project-logs';
import { StatsSum } from '../features/stats/cells';
import { followLive } from '../features/stats/live-store';

/** As the contract allows to measure at once. */
const MOST_MEASURED = 400;

const byName = (a: PickableContainer, b: PickableContainer): number => (a.name < b.name ? -1 : 1);

/** Those that run stand first. */
const listContainers = (): readonly PickableContainer[] =>
  [...containersStore.getState().rows.values()]
    .map(({ id, name, image, project, state }) => ({ id, name, image, project, running: state === 'running' }))
    .sort((a, b) => Number(b.running) - Number(a.running) || byName(a, b));

/** What other features show of a compose project, and know of containers. */
export const COMPOSE_PARTS: Omit<ComposeParts, 'onStartSets'> = {
  Logs: ProjectLogs,
  SumCell: StatsSum,
  measure: (ids) => followLive(ids.slice(0, MOST_MEASURED), 'list'),
  listContainers,
};
