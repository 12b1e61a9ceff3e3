import type { Contract } from '../contract';
import type { Settings } from '../services/settings/settings';
import { latest } from './latest';
import type { Handlers } from './wire/types';

export const settingsHandlers = (settings: Settings): Handlers<Contract>['settings'] => ({
  watch: (_input, { signal }) =>
    latest(
      () => settings.state(),
      (listener) => settings.onChange(listener),
      signal,
    ),
  update: (patch) => settings.update(patch),
});
