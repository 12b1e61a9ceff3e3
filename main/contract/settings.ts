import * as v from 'valibot';
import {
  advancedSettings,
  appearanceSettings,
  desktopSettings,
  keysSettings,
  notificationsSettings,
  updatesSettings,
  welcomeSettings,
} from './app-settings';
import { binSettings } from './bin';
import { diskSettings } from './disk';
import { errors } from './errors';
import { logsSettings } from './logs';
import { machineSettings } from './machine';
import { stream, unary } from './procedure';
import { pullsSettings } from './pulls';
import { statsSettings } from './stats';

export const SETTINGS_VERSION = 1;

/** A key whose stored value is unusable falls back alone; the rest of the file is kept. */
const themeChoice = v.picklist(['system', 'light', 'dark']);

export const containerColumnIds = [
  ...(['name', 'state', 'image', 'ports', 'project', 'created'] as const),
  ...(['cpu', 'memory', 'network', 'block', 'pids'] as const),
] as const;
export type ContainerColumnId = (typeof containerColumnIds)[number];

const containerColumn = v.object({
  id: v.picklist(containerColumnIds),
  /** CSS pixels. */
  width: v.pipe(v.number(), v.minValue(40), v.maxValue(2000)),
  hidden: v.boolean(),
});

const DEFAULT_COLUMNS: v.InferOutput<typeof containerColumn>[] = [
  { id: 'name', width: 200, hidden: false },
  { id: 'state', width: 240, hidden: false },
  { id: 'cpu', width: 120, hidden: false },
  { id: 'memory', width: 135, hidden: false },
  { id: 'ports', width: 130, hidden: false },
  { id: 'image', width: 150, hidden: false },
  { id: 'project', width: 120, hidden: true },
  { id: 'created', width: 120, hidden: false },
  { id: 'network', width: 160, hidden: true },
  { id: 'block', width: 160, hidden: true },
  { id: 'pids', width: 80, hidden: true },
];

export const containersView = v.object({
  columns: v.fallback(v.pipe(v.array(containerColumn), v.maxLength(20)), DEFAULT_COLUMNS),
  sortBy: v.fallback(v.picklist(containerColumnIds), 'name'),
  descending: v.fallback(v.boolean(), false),
  grouped: v.fallback(v.boolean(), true),
  /** Compose projects shown folded. */
  collapsed: v.fallback(v.pipe(v.array(v.string()), v.maxLength(1000)), []),
  /** Per cent of the page that the details of one take, beside the list. */
  detailsShare: v.fallback(v.pipe(v.number(), v.minValue(20), v.maxValue(80)), 50),
});

export const imagesView = v.object({
  grouped: v.fallback(v.boolean(), true),
  /** Repositories shown folded. */
  collapsed: v.fallback(v.pipe(v.array(v.string()), v.maxLength(1000)), []),
  /** Ids of columns. */
  hidden: v.fallback(v.pipe(v.array(v.string()), v.maxLength(50)), []),
});
export type ImagesView = v.InferOutput<typeof imagesView>;

export const engineChoice = v.object({
  /** Key of the engine the user picked; null: the first that answers. */
  selected: v.fallback(v.nullable(v.string()), null),
  /** URLs of unencrypted remote engines the user said yes to. */
  consented: v.fallback(v.array(v.string()), []),
});

export const terminalSettings = v.object({
  /** CSS pixels. */
  fontSize: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(32)), 13),
  /** Font families with commas between, as CSS has them; before the app's own. */
  font: v.fallback(v.pipe(v.string(), v.maxLength(200), v.regex(/^[\p{L}\p{N} ,.'_-]*$/u)), ''),
  /** `app`: as the rest of the window. */
  theme: v.fallback(v.picklist(['app', 'light', 'dark']), 'app'),
  /** Programs may put text into the clipboard (OSC 52); they may never read it. */
  clipboardWrite: v.fallback(v.boolean(), false),
  screenReader: v.fallback(v.boolean(), false),
});
export type TerminalSettings = v.InferOutput<typeof terminalSettings>;

export const settingsValue = v.object({
  theme: v.fallback(themeChoice, 'system'),
  engine: v.fallback(engineChoice, () => v.parse(engineChoice, {})),
  containers: v.fallback(containersView, () => v.parse(containersView, {})),
  images: v.fallback(imagesView, () => v.parse(imagesView, {})),
  disk: v.fallback(diskSettings, () => v.parse(diskSettings, {})),
  logs: v.fallback(logsSettings, () => v.parse(logsSettings, {})),
  machine: v.fallback(machineSettings, () => v.parse(machineSettings, {})),
  stats: v.fallback(statsSettings, () => v.parse(statsSettings, {})),
  terminal: v.fallback(terminalSettings, () => v.parse(terminalSettings, {})),
  bin: v.fallback(binSettings, () => v.parse(binSettings, {})),
  pulls: v.fallback(pullsSettings, () => v.parse(pullsSettings, {})),
  appearance: v.fallback(appearanceSettings, () => v.parse(appearanceSettings, {})),
  keys: v.fallback(keysSettings, () => v.parse(keysSettings, {})),
  notifications: v.fallback(notificationsSettings, () => v.parse(notificationsSettings, {})),
  desktop: v.fallback(desktopSettings, () => v.parse(desktopSettings, {})),
  updates: v.fallback(updatesSettings, () => v.parse(updatesSettings, {})),
  advanced: v.fallback(advancedSettings, () => v.parse(advancedSettings, {})),
  welcome: v.fallback(welcomeSettings, () => v.parse(welcomeSettings, {})),
});
export type SettingsValue = v.InferOutput<typeof settingsValue>;
export type ContainersView = SettingsValue['containers'];

/** Only what is named is changed. */
const settingsPatch = v.object({
  theme: v.optional(themeChoice),
  containers: v.optional(v.partial(containersView)),
  images: v.optional(v.partial(imagesView)),
  terminal: v.optional(v.partial(terminalSettings)),
  disk: v.optional(v.partial(diskSettings)),
  logs: v.optional(v.partial(logsSettings)),
  stats: v.optional(v.partial(statsSettings)),
  bin: v.optional(v.partial(binSettings)),
  pulls: v.optional(v.partial(pullsSettings)),
  appearance: v.optional(v.partial(appearanceSettings)),
  keys: v.optional(v.partial(keysSettings)),
  notifications: v.optional(v.partial(notificationsSettings)),
  desktop: v.optional(v.partial(desktopSettings)),
  updates: v.optional(v.partial(updatesSettings)),
  advanced: v.optional(v.partial(advancedSettings)),
  welcome: v.optional(v.partial(welcomeSettings)),
});
export type SettingsPatch = v.InferInput<typeof settingsPatch>;

/** In the settings file; both count from 1. */
export const settingsPlace = v.object({ line: v.number(), column: v.number() });
export type SettingsPlace = v.InferOutput<typeof settingsPlace>;

/** Why the settings on disk are not simply what is shown; each is told to the user once a start. */
export const settingsNotice = v.object({
  /** `edit`: somebody's change of the file, while Slipway runs, made it unreadable; what was in use stays in use. */
  kind: v.picklist(['corrupt', 'newer', 'read-only', 'edit']),
  /** The settings file. */
  file: v.string(),
  /** Where the original was kept, if it was moved or copied. */
  keptAs: v.nullable(v.string()),
  /** The system's or the parser's own words. */
  detail: v.string(),
  /** Where in the file, if that is known. */
  at: v.nullable(settingsPlace),
});
export type SettingsNotice = v.InferOutput<typeof settingsNotice>;

/** What is in the file, stays in it and does not count. Strings are hostile, and bounded. */
export const settingsProblem = v.object({
  key: v.string(),
  /** `unknown`: it is no setting. `unusable`: the setting cannot have this value. */
  kind: v.picklist(['unknown', 'unusable']),
  /** Of an unusable value: why. */
  reason: v.string(),
  /** Of an unusable value: what counts in its stead, as JSON; '': the defaults of the group. */
  counts: v.string(),
});
export type SettingsProblem = v.InferOutput<typeof settingsProblem>;

export const settingsState = v.object({
  value: settingsValue,
  notices: v.array(settingsNotice),
  problems: v.array(settingsProblem),
  /** The settings file's path. */
  file: v.string(),
});
export type SettingsState = v.InferOutput<typeof settingsState>;

/** A setting (`terminal.fontSize`) or a group. The engine's choice and the machine are changed by calls of their own. */
const changeable = v.pipe(v.string(), v.maxLength(200), v.regex(/^(?!(?:engine|machine|version|\$schema)(?:\.|$))./));

export const settings = {
  /** The whole state at once, again on every change. */
  watch: stream(v.void(), settingsState, {}),
  /** Resolves once the change is on disk, or is known not to get there (a `read-only` notice follows on `watch`). */
  update: unary(settingsPatch, v.void(), {}),
  /**
   * Opens the settings file in the program that the system has for it, and makes it where there is none yet. `problem`: why not, in the
   * system's words; '': it did, or this host opens none (`host.info`).
   */
  openFile: unary(v.void(), v.object({ problem: v.string() }), {}),
  /** One setting by its key; as `update`. */
  set: unary(v.object({ key: changeable, value: v.unknown() }), v.void(), { SETTING_INVALID: errors.SETTING_INVALID }),
  /** Takes them out of the file, known or not: their defaults count. */
  reset: unary(v.object({ keys: v.pipe(v.array(changeable), v.maxLength(500)) }), v.void(), {}),
} as const;
