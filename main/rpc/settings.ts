import type { Contract } from '../contract';
import { SettingInvalid, type Settings } from '../services/settings/settings';
import { naming } from './errors';
import { latest } from './latest';
import type { Handlers } from './wire/types';
import { WireError } from './wire/types';

const settingNaming = naming((error) =>
  error instanceof SettingInvalid
    ? new WireError('SETTING_INVALID', { key: error.key, detail: error.detail }, error.message)
    : error,
);

export const settingsHandlers = (settings: Settings): Handlers<Contract>['settings'] => ({
  watch: (_input, { signal }) =>
    latest(
      () => settings.state(),
      (listener) => settings.onChange(listener),
      signal,
    ),
  update: (patch) => settings.update(patch),
  set: settingNaming.call(({ key, value }) => settings.set(key, value)),
  reset: ({ keys }) => settings.reset(keys),
});
