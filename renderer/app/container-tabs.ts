import type { ContainerRow } from '../../main/contract/containers';
import type { Tab } from '../features/containers/details/tab';
import { FilesTab } from '../features/files/files-tab';
import { LogsTab } from '../features/logs/logs-tab';
import { ProcessesTab } from '../features/processes/processes-tab';
import { StatsTab } from '../features/stats/stats-tab';
import { HealthTab } from '../features/stops/health-tab';
import { StopTab } from '../features/stops/stop-tab';
import { TerminalTab } from '../features/terminal/terminal-tab';
import { t } from '../lib/i18n';

/** What runs, and is not unhealthy, did not stop. */
const isNotWell = ({ state, health }: ContainerRow): boolean => state !== 'running' || health === 'unhealthy';

/** What other features show of one container, in the order of their tabs; the first is what opening a container shows. */
export const CONTAINER_TABS: readonly Tab[] = [
  { path: 'logs', title: t('Logs'), Content: LogsTab },
  { path: 'files', title: t('Files'), Content: FilesTab },
  { path: 'terminal', title: t('Terminal'), Content: TerminalTab },
  { path: 'stats', title: t('Stats'), Content: StatsTab },
  { path: 'processes', title: t('Processes'), Content: ProcessesTab },
  { path: 'health', title: t('Health'), Content: HealthTab },
  { path: 'stop', title: t('Why it stopped'), Content: StopTab, isFor: isNotWell },
];
