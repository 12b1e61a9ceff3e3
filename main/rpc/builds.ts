import type { Contract } from '../contract';
import type { Builds } from '../services/builds/builds';
import { BuildFault } from '../services/builds/fault';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

/** As `namedError`, and BuildFault as BUILD_FAULT. */
const namedBuildError = (error: unknown): unknown =>
  error instanceof BuildFault
    ? new WireError('BUILD_FAULT', { fault: error.fault, path: error.path, detail: error.detail }, error.message)
    : namedError(error);

const { call, items } = naming(namedBuildError);

export const buildsHandlers = (builds: Builds): Handlers<Contract>['builds'] => ({
  builder: call(() => builds.builder()),
  folder: call(({ folder }) => builds.folder(folder)),
  dockerfile: call((place) => builds.dockerfile(place)),
  saveDockerfile: call((wish) => builds.saveDockerfile(wish)),
  scan: items((place, { signal }) => builds.scan(place, signal)),
  start: call(async (wish) => ({ id: await builds.start(wish) })),
  watch: (_input, { signal }) => builds.watch(signal),
  report: items(({ id }, { signal }) => builds.report(id, signal)),
  cancel: async ({ id }) => builds.cancel(id),
  forget: async ({ id }) => builds.forget(id),
  cli: async (wish) => ({ line: await builds.cli(wish) }),
});
