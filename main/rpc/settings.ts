import type { Contract } from '../contract';
import { exists } from '../services/engine/files';
import type { OpenPath } from '../services/shell/folders';
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

/** `openPath` null: this host cannot. */
export const settingsHandlers = (settings: Settings, openPath: OpenPath | null): Handlers<Contract>['settings'] => ({
  watch: (_input, { signal }) =>
    latest(
      () => settings.state(),
      (listener) => settings.onChange(listener),
      signal,
    ),
  openFile: async () => {
    if (openPath === null) return { problem: '' };
    const { file } = settings.state();
    // With all as by default there is none: editors open nothing that is not there.
    if (!(await exists(file))) await settings.update({});
    return { problem: await openPath(file) };
  },
  update: (patch) => settings.update(patch),
  set: settingNaming.call(({ key, value }) => settings.set(key, value)),
  reset: ({ keys }) => settings.reset(keys),
});
