import type { SettingKey } from '../../../main/contract/setting-words';
import { t } from '../../lib/i18n';

export interface Section {
  readonly id: string;
  readonly title: string;
  /** A sentence, where it needs one. */
  readonly about?: string;
  readonly keys: readonly SettingKey[];
  /** Only in the desktop app. */
  readonly desktop?: true;
}

/** The page's parts, in its order. What other features bring is placed by the section's id. */
export const SECTIONS: readonly Section[] = [
  {
    id: 'appearance',
    title: t('Appearance'),
    keys: ['theme', 'appearance.language', 'appearance.zoom', 'appearance.sidebar', 'appearance.views'],
  },
  { id: 'keys', title: t('Keys'), keys: ['keys.bindings'] },
  { id: 'engine', title: t('Engine'), keys: ['engine.selected', 'engine.consented'] },
  {
    id: 'resources',
    title: t('Resources of the Slipway VM'),
    keys: [
      ...(['machine.cpus', 'machine.memoryMiB', 'machine.diskGiB'] as const),
      ...(['machine.sleepAfterMinutes', 'machine.autoStart', 'machine.publishOn'] as const),
    ],
  },
  { id: 'sharing', title: t('File sharing'), keys: ['machine.shares'] },
  { id: 'network', title: t('Network and registries'), keys: ['machine.access', 'pulls.dailyCheck'] },
  {
    id: 'terminal',
    title: t('Terminal'),
    keys: [
      ...(['terminal.fontSize', 'terminal.font', 'terminal.theme'] as const),
      ...(['terminal.clipboardWrite', 'terminal.screenReader'] as const),
    ],
  },
  { id: 'logs', title: t('Logs'), keys: ['logs.timestamps', 'logs.wrap', 'logs.fontSize', 'logs.histogram'] },
  {
    id: 'lists',
    title: t('Lists'),
    keys: ['containers.grouped', 'containers.detailsShare', 'images.grouped'],
  },
  { id: 'statistics', title: t('Statistics'), keys: ['stats.history'] },
  {
    id: 'notifications',
    title: t('Notifications'),
    keys: [
      ...(['notifications.doNotDisturb', 'notifications.died', 'notifications.unhealthy'] as const),
      ...(['notifications.outOfMemory', 'notifications.lowDisk', 'notifications.longTask'] as const),
      ...(['notifications.longTaskSeconds', 'notifications.pattern', 'notifications.patterns'] as const),
    ],
  },
  { id: 'bin', title: t('Bin'), keys: ['bin.enabled', 'bin.hours', 'bin.maxBytes'] },
  {
    id: 'desktop',
    title: t('Desktop'),
    desktop: true,
    keys: [
      ...(['desktop.tray', 'desktop.closeToTray', 'desktop.startAtLogin'] as const),
      ...(['desktop.startHidden', 'desktop.onQuit'] as const),
    ],
  },
  { id: 'updates', title: t('Updates'), desktop: true, keys: ['updates.check', 'updates.skip'] },
  { id: 'advanced', title: t('Advanced'), keys: ['advanced.logLevel'] },
  {
    id: 'remembered',
    title: t('Remembered'),
    about: t('What Slipway keeps of how you use it. It is changed where it is used.'),
    keys: [
      ...(['containers.columns', 'containers.sortBy', 'containers.descending', 'containers.collapsed'] as const),
      ...(['images.collapsed', 'images.hidden', 'disk.queries', 'logs.highlights', 'logs.savedSearches'] as const),
      ...(['welcome.done', 'welcome.tourDone', 'notifications.doNotDisturbUntil'] as const),
    ],
  },
];

/** Settings that are changed where they are used. */
export const REMEMBERED: ReadonlySet<string> = new Set(SECTIONS.find(({ id }) => id === 'remembered')?.keys);
