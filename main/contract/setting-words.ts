import { msg } from '../../texts/msg';
import type { SettingsValue } from './settings';

type Group = Exclude<keyof SettingsValue, 'theme'>;
/** As it stands in the settings file, its group first: `terminal.fontSize`. */
export type SettingKey = 'theme' | { [G in Group]: `${G}.${keyof SettingsValue[G] & string}` }[Group];

export interface SettingWords {
  readonly title: string;
  /** A sentence or two: what it does, and what is to be known before it is changed. */
  readonly description: string;
  /** What a number counts; stored times `scale` (1 when it is missing). */
  readonly unit?: { readonly name: string; readonly scale?: number };
  /** What each value of a choice is called. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What has to be started again before a change counts; missing: it counts at once. */
  readonly restart?: 'engine' | 'app';
}

const LOUDNESS = { off: msg('Off'), app: msg('In the window'), system: msg('Window and system') };
const KEPT = msg('Remembered from where it is used; here it can only be forgotten.');

const FRAME: Words<'theme' | `appearance.${string}` | `keys.${string}` | `updates.${string}` | `advanced.${string}`> = {
  theme: {
    title: msg('Theme'),
    description: msg('Colours of the window.'),
    choices: { system: msg('System'), light: msg('Light'), dark: msg('Dark') },
  },
  'appearance.language': {
    title: msg('Language'),
    description: msg('The page is loaded again in the new language; what runs goes on.'),
    choices: { system: msg('System'), en: 'English', de: 'Deutsch' },
  },
  'appearance.zoom': {
    title: msg('Zoom'),
    description: msg('Of the desktop app’s window. In a browser, its own zoom counts.'),
    unit: { name: '%' },
  },
  'appearance.sidebar': { title: msg('Sidebar'), description: msg('Whether the list of views is shown.') },
  'appearance.views': {
    title: msg('Views in the sidebar'),
    description: msg('Their order, and which of them are hidden.'),
  },
  'keys.bindings': { title: msg('Keys'), description: msg('Keys that you gave to actions.') },
  'updates.check': {
    title: msg('Look for updates'),
    description: msg('Of Slipway itself. With “Never” nothing is asked of anybody.'),
    choices: { daily: msg('Once a day'), never: msg('Never') },
  },
  'updates.skip': {
    title: msg('Skipped version'),
    description: msg('A version that is not offered again. Empty: none.'),
  },
  'advanced.logLevel': {
    title: msg('Slipway’s own log'),
    description: msg('How much it holds. It lies in the data folder.'),
    choices: { error: msg('Errors'), info: msg('Normal'), debug: msg('Everything') },
  },
};

const DESKTOP: Words<`desktop.${string}` | `notifications.${string}` | `welcome.${string}`> = {
  'desktop.tray': { title: msg('Tray icon'), description: msg('Slipway’s icon in the tray or menu bar.') },
  'desktop.closeToTray': {
    title: msg('Closing the window keeps Slipway in the tray'),
    description: msg('Else closing the window quits Slipway.'),
  },
  'desktop.startAtLogin': { title: msg('Start at login'), description: msg('With your session on this computer.') },
  'desktop.startHidden': {
    title: msg('Start without a window'),
    description: msg('At login only: Slipway then waits in the tray.'),
  },
  'desktop.onQuit': {
    title: msg('Slipway’s own engine on quit'),
    description: msg('What becomes of it when containers run in it.'),
    choices: { ask: msg('Ask'), stop: msg('Stop it'), keep: msg('Keep it running') },
  },
  'notifications.doNotDisturb': {
    title: msg('Do not disturb'),
    description: msg('Nothing is told by the system. The window still lists it.'),
  },
  'notifications.doNotDisturbUntil': {
    title: msg('Do not disturb until'),
    description: msg('In milliseconds since 1970. It is chosen in the notifications.'),
  },
  'notifications.died': {
    title: msg('A container ended by itself'),
    description: msg('With another exit code than 0.'),
    choices: LOUDNESS,
  },
  'notifications.unhealthy': {
    title: msg('A container is unhealthy'),
    description: msg('By its own health check.'),
    choices: LOUDNESS,
  },
  'notifications.outOfMemory': {
    title: msg('A container ran out of memory'),
    description: msg('The kernel ended a process of it.'),
    choices: LOUDNESS,
  },
  'notifications.pattern': {
    title: msg('A pattern in a log'),
    description: msg('A line that one of the patterns below finds.'),
    choices: LOUDNESS,
  },
  'notifications.lowDisk': {
    title: msg('Little disk is left'),
    description: msg('To the engine, or to Slipway on this computer.'),
    choices: LOUDNESS,
  },
  'notifications.longTask': {
    title: msg('A long task has ended'),
    description: msg('A pull, a build, an export and the like.'),
    choices: LOUDNESS,
  },
  'notifications.longTaskSeconds': {
    title: msg('A task is long from'),
    description: msg('Shorter ones are not told.'),
    unit: { name: msg('seconds') },
  },
  'notifications.patterns': {
    title: msg('Patterns in logs'),
    description: msg('Looked for in new lines of running containers.'),
  },
  'welcome.done': { title: msg('First run'), description: KEPT },
  'welcome.tourDone': { title: msg('Tour'), description: KEPT },
};

const MACHINE: Words<`machine.${string}` | `engine.${string}`> = {
  'engine.selected': {
    title: msg('Engine'),
    description: msg('The one in use. Empty: the first that answers.'),
    restart: 'app',
  },
  'engine.consented': {
    title: msg('Unencrypted engines'),
    description: msg('Remote engines that you allowed without encryption.'),
    restart: 'app',
  },
  'machine.cpus': {
    title: msg('CPUs'),
    description: msg('How many the engine in the Slipway VM may keep busy.'),
    restart: 'engine',
  },
  'machine.memoryMiB': {
    title: msg('Memory'),
    description: msg('The most that the Slipway VM may use.'),
    unit: { name: 'MiB' },
    restart: 'engine',
  },
  'machine.diskGiB': {
    title: msg('Disk limit'),
    description: msg('Takes room only as it fills. It can grow later, never shrink.'),
    unit: { name: 'GiB' },
    restart: 'engine',
  },
  'machine.sleepAfterMinutes': {
    title: msg('Sleep after'),
    description: msg('When nothing runs in the Slipway VM and nobody uses it; 0: never.'),
    unit: { name: msg('minutes') },
  },
  'machine.publishOn': {
    title: msg('Publish ports on'),
    description: msg(
      'For ports published without an address. Every address: whoever reaches this computer reaches them.',
    ),
    choices: { '127.0.0.1': msg('This computer only'), '0.0.0.0': msg('Every address') },
  },
  'machine.autoStart': { title: msg('Start with Slipway'), description: msg('The Slipway VM and its engine.') },
  'machine.shares': {
    title: msg('Shared folders'),
    description: msg('Folders of this computer that containers in the Slipway VM can mount.'),
    restart: 'engine',
  },
  'machine.access': {
    title: msg('Registries and proxies'),
    description: msg('Mirrors, insecure registries, proxies and certificates of the engine in the Slipway VM.'),
    restart: 'engine',
  },
};

const LISTS: Words<`containers.${string}` | `images.${string}` | `disk.${string}`> = {
  'containers.columns': { title: msg('Columns of the containers'), description: KEPT },
  'containers.sortBy': { title: msg('Order of the containers'), description: KEPT },
  'containers.descending': { title: msg('Containers in reverse order'), description: KEPT },
  'containers.grouped': {
    title: msg('Containers by project'),
    description: msg('Containers of a Compose project stand together.'),
  },
  'containers.collapsed': { title: msg('Folded projects'), description: KEPT },
  'containers.detailsShare': {
    title: msg('Width of a container’s details'),
    description: msg('Beside the list.'),
    unit: { name: msg('% of the page') },
  },
  'images.grouped': {
    title: msg('Images by repository'),
    description: msg('Images of a repository stand together.'),
  },
  'images.collapsed': { title: msg('Folded repositories'), description: KEPT },
  'images.hidden': { title: msg('Hidden columns of the images'), description: KEPT },
  'disk.queries': { title: msg('Saved disk queries'), description: KEPT },
};

const INSIDE: Words<`logs.${string}` | `terminal.${string}` | `stats.${string}` | `bin.${string}` | `pulls.${string}`> =
  {
    'logs.timestamps': {
      title: msg('Times'),
      description: msg('Before each line of a log.'),
      choices: { off: msg('Off'), local: msg('Local'), utc: 'UTC', relative: msg('Relative') },
    },
    'logs.wrap': { title: msg('Wrap long lines'), description: msg('Else they go on to the right.') },
    'logs.fontSize': { title: msg('Font size of logs'), description: msg('Of a line.'), unit: { name: 'px' } },
    'logs.histogram': { title: msg('Histogram'), description: msg('Lines over time, above the log.') },
    'logs.highlights': { title: msg('Highlights'), description: KEPT },
    'logs.savedSearches': { title: msg('Saved searches'), description: KEPT },
    'terminal.fontSize': { title: msg('Font size of terminals'), description: msg('Of a line.'), unit: { name: 'px' } },
    'terminal.font': {
      title: msg('Font of terminals'),
      description: msg('Families with commas between; the first that is installed is used.'),
    },
    'terminal.theme': {
      title: msg('Theme of terminals'),
      description: msg('Colours behind the programs’ own.'),
      choices: { app: msg('As the window'), light: msg('Light'), dark: msg('Dark') },
    },
    'terminal.clipboardWrite': {
      title: msg('Programs may write to the clipboard'),
      description: msg('By OSC 52. They can never read it.'),
    },
    'terminal.screenReader': {
      title: msg('Screen reader in terminals'),
      description: msg('Says what programs print. Costs speed.'),
    },
    'stats.history': {
      title: msg('Record every running container every 10 seconds, for 24 hours'),
      description: msg(
        'While no page is in sight, every minute. Without it charts begin when a container is looked at.',
      ),
    },
    'bin.enabled': {
      title: msg('Keep what is deleted in the bin, unless said otherwise'),
      description: msg(
        'It takes up the engine’s disk until it goes: a container’s files as an image, a volume’s as a copy.',
      ),
    },
    'bin.hours': {
      title: msg('Kept for'),
      description: msg('With fewer hours, what has been in the bin for longer goes at once.'),
      unit: { name: msg('hours') },
    },
    'bin.maxBytes': {
      title: msg('At most'),
      description: msg('When the bin is full, the oldest go first.'),
      unit: { name: 'GB', scale: 1e9 },
    },
    'pulls.dailyCheck': {
      title: msg('Look for newer images once a day'),
      description: msg('Of the tags in use, while Slipway is in sight.'),
    },
  };

type Words<Keys extends string> = Readonly<Record<Extract<SettingKey, Keys>, SettingWords>>;

/** What each setting is called and does, once for the page and for the published schema. English; `said` translates. */
export const SETTING_WORDS: Readonly<Record<SettingKey, SettingWords>> = {
  ...FRAME,
  ...DESKTOP,
  ...MACHINE,
  ...LISTS,
  ...INSIDE,
};
