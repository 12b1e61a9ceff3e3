import type { ContainerRow } from '../../main/contract/containers';
import type { Tab } from '../features/containers/details/tab';
import { FilesTab } from '../features/files/files-tab';
import { LogsTab } from '../features/logs/logs-tab';
import { ProcessesTab } from '../features/processes/processes-tab';
import { StatsTab } from '../features/stats/stats-tab';
import { HealthTab } from '../features/stops/health-tab';
import { StopTab } from '../features/stops/stop-tab';
import { TerminalTab } from '../features/terminal/terminal-tab';

/** What runs, and is not unhealthy, did not stop. */
const isNotWell = ({ state, health }: ContainerRow): boolean => state !== 'running' || health === 'unhealthy';

/** What other features show of one container, in the order of their tabs; the first is what opening a container shows. */
export const CONTAINER_TABS: readonly Tab[] = [
  { path: 'logs', title: 'Logs', Content: LogsTab },
  { path: 'files', title: 'Files', Content: FilesTab },
  { path: 'terminal', title: 'Terminal', Content: TerminalTab },
  { path: 'stats', title: 'Stats', Content: StatsTab },
  { path: 'processes', title: 'Processes', Content: ProcessesTab },
  { path: 'health', title: 'Health', Content: HealthTab },
  { path: 'stop', title: 'Why it stopped', Content: StopTab, isFor: isNotWell },
];
