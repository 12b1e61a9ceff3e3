import {
  type Icon,
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
import { IMPORT_PATH } from '../features/imports/routes';
import { WELCOME_PATH } from '../features/welcome/routes';
import { START_SETS_PATH } from '../features/start-sets/routes';
import { t } from '../lib/i18n';

/** What the navigation leads to, in its order unless the user wants another one. */
export const VIEWS = [
  { path: '/containers', title: t('Containers'), icon: IconBox, key: '1' },
  { path: '/compose', title: t('Compose'), icon: IconStack2, key: 'c' },
  { path: '/images', title: t('Images'), icon: IconPackages, key: 'i' },
  { path: '/builds', title: t('Builds'), icon: IconHammer, key: 'b' },
  { path: '/logs', title: t('Logs'), icon: IconFileText, key: '2' },
  { path: '/volumes', title: t('Volumes'), icon: IconDatabase, key: '3' },
  { path: '/networks', title: t('Networks'), icon: IconNetwork, key: '4' },
  { path: '/ports', title: t('Ports'), icon: IconPlugConnected, key: '5' },
  { path: '/registries', title: t('Registries'), icon: IconBuildingWarehouse, key: '0' },
  { path: '/disk', title: t('Disk'), icon: IconChartPie, key: '6' },
  { path: '/bin', title: t('Bin'), icon: IconTrash, key: '7' },
  { path: '/engine', title: t('Engine'), icon: IconEngine, key: '8' },
  { path: DIAGNOSTICS_PATH, title: t('Diagnostics'), icon: IconStethoscope, key: 'd' },
  { path: '/settings', title: t('Settings'), icon: IconSettings, key: '9' },
] as const satisfies readonly View[];

export interface View {
  readonly path: string;
  readonly title: string;
  readonly icon: Icon;
  readonly key: string;
}

/** The view an address belongs to, whatever lies below it. */
export const viewAt = (path: string): View | undefined =>
  VIEWS.find((view) => path === view.path || path.startsWith(`${view.path}/`));

/** Views that the navigation does not lead to; some of them belong to one that it does. */
const OTHER_TITLES: Readonly<Record<string, string>> = {
  '/': '',
  '/run': t('New container'),
  '/builds/new': t('Build an image'),
  '/builds/file': t('Edit a file'),
  [START_SETS_PATH]: t('Start sets'),
  [WELCOME_PATH]: t('Welcome'),
  [IMPORT_PATH]: t('Import'),
};

/** What the window is called there. */
export const titleAt = (path: string): string => OTHER_TITLES[path] ?? viewAt(path)?.title ?? t('Not found');
