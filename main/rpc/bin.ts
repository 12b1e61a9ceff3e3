import type { Contract } from '../contract';
import type { Bin } from '../services/bin/bin';
import { BinGone, BinNameTaken } from '../services/bin/faults';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

function named(error: unknown): unknown {
  if (error instanceof BinNameTaken)
    return new WireError('BIN_NAME_TAKEN', { name: error.taken, free: error.free }, error.message);
  return error instanceof BinGone ? new WireError('BIN_GONE', {}) : namedError(error);
}

const { call } = naming(named);

export const binHandlers = (bin: Bin): Handlers<Contract>['bin'] => ({
  watch: (_input, { signal }) => bin.watch(signal),
  restore: call(({ key, name }) => bin.restore(key, name)),
  purge: call(({ keys }) => bin.purge(keys)),
  forecast: call(({ bytes }) => bin.forecast(bytes)),
});
