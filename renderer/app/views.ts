import { IconBox, IconEngine, IconFileText, IconSettings } from '@tabler/icons-react';

/** What the navigation leads to, in its order. */
export const VIEWS = [
  { path: '/containers', title: 'Containers', icon: IconBox, key: '1' },
  { path: '/logs', title: 'Logs', icon: IconFileText, key: '2' },
  { path: '/engine', title: 'Engine', icon: IconEngine, key: '3' },
  { path: '/settings', title: 'Settings', icon: IconSettings, key: '4' },
] as const;

export type View = (typeof VIEWS)[number];

/** The view an address belongs to, whatever lies below it. */
export const viewAt = (path: string): View | undefined =>
  VIEWS.find((view) => path === view.path || path.startsWith(`${view.path}/`));
