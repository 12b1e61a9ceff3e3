import * as v from 'valibot';
import { SETTINGS_VERSION, type SettingsPatch, settingsValue, type SettingsValue } from '../../contract/settings';
import { isRaw, type Raw } from './read-file';

/** The usable part; unusable keys are their defaults. */
export const valueOf = (raw: Raw): SettingsValue => v.parse(settingsValue, raw);

export type EngineChoice = SettingsValue['engine'];
export type MachineSettings = SettingsValue['machine'];
export interface Change extends SettingsPatch {
  readonly engine?: EngineChoice;
  readonly machine?: MachineSettings;
}

/** Of these only the keys that are named change; a list is replaced whole. */
const SECTIONS = [
  ...(['bin', 'disk', 'images', 'logs', 'pulls', 'stats', 'terminal'] as const),
  ...(['appearance', 'keys', 'notifications', 'desktop', 'updates', 'advanced', 'welcome'] as const),
] as const;

/** The stored object with the change in it. Whatever the change does not name, known or not, usable or not, stays. */
export function changed(raw: Raw, change: Change): Raw {
  const next: Record<string, unknown> = { ...raw, version: SETTINGS_VERSION };
  if (change.theme !== undefined) next.theme = change.theme;
  if (change.engine !== undefined) next.engine = over(raw.engine, change.engine);
  if (change.machine !== undefined) next.machine = over(raw.machine, change.machine);
  for (const section of SECTIONS) {
    const named = change[section];
    if (named !== undefined) next[section] = over(raw[section], named);
  }
  if (change.containers !== undefined) {
    const { columns } = change.containers;
    const before = isRaw(raw.containers) ? raw.containers.columns : undefined;
    const merged = columns === undefined ? {} : { columns: columnsOver(before, columns) };
    next.containers = { ...over(raw.containers, change.containers), ...merged };
  }
  return next;
}

/** One setting of a group, or one that is in none. */
export function withValue(raw: Raw, key: string, value: unknown): Raw {
  const [group = '', name] = parts(key);
  const next = name === undefined ? value : over(raw[group], { [name]: value });
  return { ...raw, version: SETTINGS_VERSION, [group]: next };
}

/** Without a setting, a group, or what is neither. */
export function withoutKey(raw: Raw, key: string): Raw {
  const [group = '', name] = parts(key);
  const before = raw[group];
  if (name === undefined || !isRaw(before)) return without(raw, name === undefined ? group : key);
  return { ...raw, [group]: without(before, name) };
}

/** At the first dot. */
const parts = (key: string): readonly string[] => {
  const dot = key.indexOf('.');
  return dot < 0 ? [key] : [key.slice(0, dot), key.slice(dot + 1)];
};

const without = (raw: Raw, name: string): Raw =>
  Object.fromEntries(Object.entries(raw).filter(([key]) => key !== name));

/** `undefined` names nothing. */
const over = (before: unknown, named: object): Raw => ({
  ...(isRaw(before) ? before : {}),
  ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
});

function columnsOver(before: unknown, columns: readonly { readonly id: string }[]): readonly Raw[] {
  const stored = Array.isArray(before) ? before.filter(isRaw) : [];
  return columns.map((column) =>
    over(
      stored.find(({ id }) => id === column.id),
      column,
    ),
  );
}
