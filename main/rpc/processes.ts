import type { Contract } from '../contract';
import type { Processes } from '../services/processes/processes';
import { NoSignalWay, ProcessGone } from '../services/processes/signal-errors';
import { namedError } from './errors';
import { type Handlers, WireError } from './wire/types';

function named(error: unknown): unknown {
  if (error instanceof NoSignalWay)
    return new WireError('NO_SIGNAL_WAY', { reason: error.reason, detail: error.detail });
  if (error instanceof ProcessGone) return new WireError('PROCESS_GONE', {});
  return namedError(error);
}

const withNames = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw named(error);
  }
};

async function* withNamesEach<T>(items: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* items;
  } catch (error) {
    throw named(error);
  }
}

export const processesHandlers = (processes: Processes): Handlers<Contract>['processes'] => ({
  watch: ({ id }, { signal }) => withNamesEach(processes.watch(id, signal)),
  find: (row) => withNames(processes.find(row)),
  signal: (wish) => withNames(processes.signal(wish)),
});
