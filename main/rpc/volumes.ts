import type { Contract } from '../contract';
import type { VolumeWork } from '../contract/volumes';
import { VolumeFault } from '../services/volumes/fault';
import type { Volumes } from '../services/volumes/volumes';
import { naming } from './errors';
import { namedFileError } from './files';
import { latest } from './latest';
import { type Handlers, WireError } from './wire/types';
import { say } from '../../texts/say';

/** As `namedFileError`, and VolumeFault as VOLUME_FAULT. */
export const namedVolumeError = (error: unknown): unknown =>
  error instanceof VolumeFault
    ? new WireError('VOLUME_FAULT', { fault: error.fault, volume: error.volume, detail: error.detail }, error.message)
    : namedFileError(error);

/** An error as calls throw it; what is not for the user is only said to be. */
export const volumeFailure = (error: unknown): NonNullable<VolumeWork['failure']> => {
  const named = namedVolumeError(error);
  if (named instanceof WireError) return { code: named.code, message: named.message, data: named.data };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : say('It broke off.'), data: null };
};

const { call } = naming(namedVolumeError);

const begun = (work: string): { work: string } => ({ work });

export const volumesHandlers = (volumes: Volumes): Handlers<Contract>['volumes'] => ({
  watch: (_input, { signal }) => volumes.watch(signal),
  abilities: call(() => volumes.abilities()),
  sizes: call((_input, { signal }) => volumes.sizes(signal)),
  create: call(async (spec) => ({ name: await volumes.create(spec) })),
  cli: async (wish) => volumes.cli(wish),
  remove: ({ names, keep }, { signal }) => volumes.remove(names, keep, signal),
  work: (_input, { signal }) =>
    latest(
      () => volumes.work(),
      (listener) => volumes.onWork(listener),
      signal,
    ),
  cancel: async ({ id }) => volumes.cancel(id),
  dismiss: async ({ id }) => volumes.dismiss(id),
  clone: call(async (wish) => begun(await volumes.clone(wish))),
  empty: call(async ({ name }) => begun(await volumes.empty(name))),
  export: call((wish) => volumes.export(wish)),
  import: call((wish) => volumes.import(wish)),
  setPlan: call(({ name, plan }) => volumes.backups.setPlan(name, plan)),
  checkFolder: call(({ name, folder }) => volumes.backups.checkFolder(name, folder)),
  backups: call(({ name }) => volumes.backups.list(name)),
  backUp: call(async ({ name }) => begun(await volumes.backups.backUp(name))),
  check: call(async ({ name, file }) => begun(await volumes.backups.check(name, file))),
  restore: call(async (wish) => begun(await volumes.backups.restore(wish))),
  removeBackup: call(({ name, file }) => volumes.backups.remove(name, file)),
});
