import type { Contract } from '../contract';
import type { Processes } from '../services/processes/processes';
import { NoSignalWay, ProcessGone } from '../services/processes/signal-errors';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

function named(error: unknown): unknown {
  if (error instanceof NoSignalWay)
    return new WireError('NO_SIGNAL_WAY', { reason: error.reason, detail: error.detail });
  if (error instanceof ProcessGone) return new WireError('PROCESS_GONE', {});
  return namedError(error);
}

const { call, items } = naming(named);

export const processesHandlers = (processes: Processes): Handlers<Contract>['processes'] => ({
  watch: items(({ id }, { signal }) => processes.watch(id, signal)),
  find: call((row) => processes.find(row)),
  signal: call((wish) => processes.signal(wish)),
});
