import type { Contract } from '../contract';
import type { Networks } from '../services/networks/networks';
import { NetworkProblems } from '../services/networks/problems';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

const named = (error: unknown): unknown =>
  error instanceof NetworkProblems
    ? new WireError('NETWORK_PROBLEMS', { problems: error.problems }, error.message)
    : namedError(error);

const { call, items } = naming(named);

export const networksHandlers = (networks: Networks): Handlers<Contract>['networks'] => ({
  watch: (_input, { signal }) => networks.watch(signal),
  sandboxes: (_input, { signal }) => networks.sandboxes(signal),
  inspect: call(async ({ id }, { signal }) => ({ json: await networks.inspect(id, signal) })),
  ground: call(() => networks.ground()),
  endpointNames: call(({ id }) => networks.endpointNames(id)),
  plan: call((wish) => networks.plan(wish)),
  create: call((wish) => networks.create(wish)),
  attachPlan: call((wish) => networks.attachPlan(wish)),
  connect: call((wish) => networks.connect(wish)),
  disconnect: call((wish) => networks.disconnect(wish)),
  remove: items((wish, { signal }) => networks.remove(wish, signal)),
  ports: call(({ id }, { signal }) => networks.ports(id, signal)),
  reach: items((wish, { signal }) => networks.reach(wish, signal)),
});
