import type { Contract } from '../contract';
import { StartSetFault } from '../services/start-sets/fault';
import type { StartSets } from '../services/start-sets/start-sets';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

/** As `namedError`, and StartSetFault as START_SET_FAULT. */
const namedStartSetError = (error: unknown): unknown =>
  error instanceof StartSetFault
    ? new WireError(
        'START_SET_FAULT',
        { fault: error.fault, subject: error.subject, detail: error.detail },
        error.message,
      )
    : namedError(error);

const { call } = naming(namedStartSetError);

export const startSetsHandlers = (sets: StartSets): Handlers<Contract>['startSets'] => ({
  watch: (_input, { signal }) => sets.watch(signal),
  save: call(async (wish) => ({ id: await sets.save(wish) })),
  remove: call(({ id }) => sets.remove(id)),
  start: call(({ id }) => sets.start(id)),
  stop: call(({ id }) => sets.stop(id)),
  cancel: async ({ id }) => sets.cancel(id),
});
