import type { ComponentType } from 'react';
import { t } from '../../../lib/i18n';
import { GraphTab } from '../graph/graph-tab';
import { RunsTab } from '../runs/runs-tab';
import { EventsTab } from './events-tab';
import { FilesTab } from './files-tab';
import { LogsTab } from './logs-tab';
import { PartsTab } from './parts-tab';
import { ServicesTab } from './services-tab';
import { StatsTab } from './stats-tab';
import type { ProjectTabProps } from './tab';

interface ProjectTab {
  readonly path: string;
  readonly title: string;
  readonly Content: ComponentType<ProjectTabProps>;
}

const SERVICES: ProjectTab = { path: 'services', title: t('Services'), Content: ServicesTab };

/** The first is what opening a project shows. */
export const TABS: readonly ProjectTab[] = [
  SERVICES,
  { path: 'graph', title: t('Graph'), Content: GraphTab },
  { path: 'logs', title: t('Logs'), Content: LogsTab },
  { path: 'stats', title: t('Stats'), Content: StatsTab },
  { path: 'parts', title: t('Networks and volumes'), Content: PartsTab },
  { path: 'events', title: t('Events'), Content: EventsTab },
  { path: 'runs', title: t('Runs'), Content: RunsTab },
  { path: 'files', title: t('Files'), Content: FilesTab },
];

export const tabAt = (path: string | null): ProjectTab => TABS.find((tab) => tab.path === path) ?? SERVICES;
