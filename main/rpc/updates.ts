import type { Contract } from '../contract';
import type { Updates } from '../services/updates/updates';
import { latest } from './latest';
import type { Handlers } from './wire/types';

export const updatesHandlers = (updates: Updates): Handlers<Contract>['updates'] => ({
  watch: (_input, { signal }) =>
    latest(
      () => updates.state(),
      (listener) => updates.onState(listener),
      signal,
    ),
  check: () => updates.check(),
  download: async () => updates.download(),
  cancel: async () => updates.cancel(),
  skip: () => updates.skip(),
  installOnQuit: async ({ yes }) => updates.installOnQuit(yes),
  restart: async () => updates.restart(),
});
