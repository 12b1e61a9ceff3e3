import { FIELDS } from './fields';
import { SECTIONS } from './sections';

export interface SettingsEntry {
  readonly title: string;
  /** As in the settings file. */
  readonly key: string;
  /** Address of its row. */
  readonly path: string;
  /** Its section's title. */
  readonly section: string;
  /** Only in the desktop app. */
  readonly desktop: boolean;
}

export const settingPath = (key: string): string => `/settings?key=${encodeURIComponent(key)}`;

/** Every setting, for a search over all of Slipway. */
export const SETTINGS_ENTRIES: readonly SettingsEntry[] = SECTIONS.flatMap(
  ({ keys, title: section, desktop = false }) =>
    keys.flatMap((key) => {
      const field = FIELDS.get(key);
      return field === undefined ? [] : { title: field.title, key, path: settingPath(key), section, desktop };
    }),
);
