import type { Contract } from '../contract';
import type { Containers } from '../services/containers/containers';
import { withEngineErrors } from './errors';
import type { Handlers } from './wire/types';

export const containersHandlers = (containers: Containers): Handlers<Contract>['containers'] => ({
  watch: (_input, { signal }) => containers.watch(signal),
  inspect: withEngineErrors(async ({ id }, { signal }) => ({ json: await containers.inspect(id, signal) })),
  run: (job, { signal }) => containers.run(job, signal),
  rename: withEngineErrors(({ id, name }) => containers.rename(id, name)),
  removalFacts: withEngineErrors(({ ids }) => containers.removalFacts(ids)),
  cli: async (wish) => containers.cli(wish),
});
