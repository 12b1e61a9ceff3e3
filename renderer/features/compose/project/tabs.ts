import type { ComponentType } from 'react';
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

const SERVICES: ProjectTab = { path: 'services', title: 'Services', Content: ServicesTab };

/** The first is what opening a project shows. */
export const TABS: readonly ProjectTab[] = [
  SERVICES,
  { path: 'graph', title: 'Graph', Content: GraphTab },
  { path: 'logs', title: 'Logs', Content: LogsTab },
  { path: 'stats', title: 'Stats', Content: StatsTab },
  { path: 'parts', title: 'Networks and volumes', Content: PartsTab },
  { path: 'events', title: 'Events', Content: EventsTab },
  { path: 'runs', title: 'Runs', Content: RunsTab },
  { path: 'files', title: 'Files', Content: FilesTab },
];

export const tabAt = (path: string | null): ProjectTab => TABS.find((tab) => tab.path === path) ?? SERVICES;
