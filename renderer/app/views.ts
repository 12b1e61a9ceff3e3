import {
  IconBox,
  IconDatabase,
  IconEngine,
  IconFileText,
  IconHammer,
  IconNetwork,
  IconPackages,
  IconPlugConnected,
  IconBuildingWarehouse,
  IconChartPie,
  IconSettings,
  IconStack2,
  IconStethoscope,
  IconTrash,
} from '@tabler/icons-react';
import { DIAGNOSTICS_PATH } from '../features/diagnostics/routes';
import { START_SETS_PATH } from '../features/start-sets/routes';

/** What the navigation leads to, in its order. */
export const VIEWS = [
  { path: '/containers', title: 'Containers', icon: IconBox, key: '1' },
  { path: '/compose', title: 'Compose', icon: IconStack2, key: 'c' },
  { path: '/images', title: 'Images', icon: IconPackages, key: 'i' },
  { path: '/builds', title: 'Builds', icon: IconHammer, key: 'b' },
  { path: '/logs', title: 'Logs', icon: IconFileText, key: '2' },
  { path: '/volumes', title: 'Volumes', icon: IconDatabase, key: '3' },
  { path: '/networks', title: 'Networks', icon: IconNetwork, key: '4' },
  { path: '/ports', title: 'Ports', icon: IconPlugConnected, key: '5' },
  { path: '/registries', title: 'Registries', icon: IconBuildingWarehouse, key: '0' },
  { path: '/disk', title: 'Disk', icon: IconChartPie, key: '6' },
  { path: '/bin', title: 'Bin', icon: IconTrash, key: '7' },
  { path: '/engine', title: 'Engine', icon: IconEngine, key: '8' },
  { path: DIAGNOSTICS_PATH, title: 'Diagnostics', icon: IconStethoscope, key: 'd' },
  { path: '/settings', title: 'Settings', icon: IconSettings, key: '9' },
] as const;

export type View = (typeof VIEWS)[number];

/** The view an address belongs to, whatever lies below it. */
export const viewAt = (path: string): View | undefined =>
  VIEWS.find((view) => path === view.path || path.startsWith(`${view.path}/`));

/** Views that the navigation does not lead to; some of them belong to one that it does. */
const OTHER_TITLES: Readonly<Record<string, string>> = {
  '/': '',
  '/run': 'New container',
  '/builds/new': 'Build an image',
  '/builds/file': 'Edit a file',
  [START_SETS_PATH]: 'Start sets',
};

/** What the window is called there. */
export const titleAt = (path: string): string => OTHER_TITLES[path] ?? viewAt(path)?.title ?? 'Not found';
