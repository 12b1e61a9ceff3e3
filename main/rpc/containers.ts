import type { Contract } from '../contract';
import type { Containers } from '../services/containers/containers';
import { engineNaming } from './errors';
import type { Handlers } from './wire/types';

const { call } = engineNaming;

export const containersHandlers = (containers: Containers): Handlers<Contract>['containers'] => ({
  watch: (_input, { signal }) => containers.watch(signal),
  inspect: call(async ({ id }, { signal }) => ({ json: await containers.inspect(id, signal) })),
  run: (job, { signal }) => containers.run(job, signal),
  rename: call(({ id, name }) => containers.rename(id, name)),
  removalFacts: call(({ ids }) => containers.removalFacts(ids)),
  cli: async (wish) => containers.cli(wish),
});
