import type { Contract } from '../contract';
import type { Ports } from '../services/ports/ports';
import { engineNaming } from './errors';
import type { Handlers } from './wire/types';

const { call } = engineNaming;

export const portsHandlers = (ports: Ports): Handlers<Contract>['ports'] => ({
  watch: (_input, { signal }) => ports.watch(signal),
  refresh: async () => ports.refresh(),
  surroundings: () => ports.surroundings(),
  examine: call(({ ids }, { signal }) => ports.examine(ids, signal)),
  check: call(({ wanted, exceptContainer }) => ports.check(wanted, exceptContainer)),
  free: call(async ({ near, protocol }) => ({ port: await ports.free(near, protocol) })),
});
