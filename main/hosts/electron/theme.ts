import type { NativeTheme } from 'electron';
import type { SettingsState } from '../../contract/settings';

/** Keeps the system's own parts (menus, dialogs, the window before its first paint) in the theme the user chose. */
export async function followTheme(theme: NativeTheme, settings: AsyncIterable<SettingsState>): Promise<void> {
  for await (const { value } of settings) theme.themeSource = value.theme;
}
