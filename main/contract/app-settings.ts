import * as v from 'valibot';

const list = <S extends v.GenericSchema>(item: S, most: number) => v.pipe(v.array(item), v.maxLength(most));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));

/** The window's frame. The theme is a key of its own. */
export const appearanceSettings = v.object({
  /** `system`: the computer's, where Slipway has it. */
  language: v.fallback(v.picklist(['system', 'en', 'de']), 'system'),
  /** Of the page, in per cent. */
  zoom: v.fallback(whole(50, 300), 100),
  /** Whether the sidebar is there at all. */
  sidebar: v.fallback(v.boolean(), true),
  /** Views by their address, in the sidebar's order; those not named come after, in theirs. */
  views: v.fallback(list(v.object({ path: text(100), hidden: v.boolean() }), 100), []),
});

/** Ids of actions to their keys, as the keyboard map shows them; only those the user changed. An empty list: none. */
export const keysSettings = v.object({
  bindings: v.fallback(v.record(text(100), list(text(50), 5)), {}),
});

/** `off`; `app`: within the window; `system`: by the operating system too, when the window is not in front. */
const loudness = v.picklist(['off', 'app', 'system']);

export const logPattern = v.object({
  text: text(500),
  regex: v.boolean(),
  /** Names of containers or compose projects; none: every one. */
  sources: list(text(300), 100),
});

export type LogPattern = v.InferOutput<typeof logPattern>;

export const notificationsSettings = v.object({
  doNotDisturb: v.fallback(v.boolean(), false),
  /** As `doNotDisturb`, until then: ms since the epoch by this machine's clock. */
  doNotDisturbUntil: v.fallback(v.nullable(v.number()), null),
  /** A container ended by itself with another code than 0. */
  died: v.fallback(loudness, 'system'),
  unhealthy: v.fallback(loudness, 'system'),
  outOfMemory: v.fallback(loudness, 'system'),
  /** A line of `patterns` in a log. */
  pattern: v.fallback(loudness, 'system'),
  lowDisk: v.fallback(loudness, 'system'),
  /** A task that took `longTaskSeconds` or more has ended. */
  longTask: v.fallback(loudness, 'system'),
  longTaskSeconds: v.fallback(whole(1, 3600), 30),
  patterns: v.fallback(list(logPattern, 50), []),
});

export type NotificationsSettings = v.InferOutput<typeof notificationsSettings>;

/** Of the desktop app alone. */
export const desktopSettings = v.object({
  tray: v.fallback(v.boolean(), true),
  /** Closing the window leaves Slipway in the tray. */
  closeToTray: v.fallback(v.boolean(), false),
  startAtLogin: v.fallback(v.boolean(), false),
  /** Whether it starts at login without a window. */
  startHidden: v.fallback(v.boolean(), true),
  /** When Slipway quits, what becomes of its own engine, with containers running in it. */
  onQuit: v.fallback(v.picklist(['ask', 'stop', 'keep']), 'ask'),
});

export const updatesSettings = v.object({
  /** `never`: nothing is asked of anybody. */
  check: v.fallback(v.picklist(['daily', 'never']), 'daily'),
  /** A version that is not offered again; '': none. */
  skip: v.fallback(text(50), ''),
});

export const advancedSettings = v.object({
  /** What Slipway's own log holds. */
  logLevel: v.fallback(v.picklist(['error', 'info', 'debug']), 'info'),
});

/** How far the user is with getting to know Slipway. */
export const welcomeSettings = v.object({
  /** The first run is over. */
  done: v.fallback(v.boolean(), false),
  tourDone: v.fallback(v.boolean(), false),
});
