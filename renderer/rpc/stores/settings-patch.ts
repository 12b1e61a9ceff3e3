import type { ContainersView, SettingsPatch, SettingsValue } from '../../../main/contract/settings';

/** The settings as they will be once main has taken the patch over. Keys left out, or undefined, change nothing. */
export function withPatch(value: SettingsValue, { theme, containers }: SettingsPatch): SettingsValue {
  const old = value.containers;
  const view: ContainersView = {
    columns: containers?.columns ?? old.columns,
    sortBy: containers?.sortBy ?? old.sortBy,
    descending: containers?.descending ?? old.descending,
    grouped: containers?.grouped ?? old.grouped,
    collapsed: containers?.collapsed ?? old.collapsed,
  };
  return { ...value, theme: theme ?? value.theme, containers: view };
}
