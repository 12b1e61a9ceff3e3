import type { Contract } from '../contract';
import type { UnderWay } from '../contract/recreate';
import { RecreateConflict } from '../services/recreate/conflict';
import type { Recreate } from '../services/recreate/recreate';
import { namedError, naming } from './errors';
import { latest } from './latest';
import { type Handlers, WireError } from './wire/types';

const named = (error: unknown): unknown =>
  error instanceof RecreateConflict
    ? new WireError('RECREATE_CONFLICT', { reason: error.reason, name: error.container }, error.message)
    : namedError(error);

const { call, items } = naming(named);

async function* watchUnderWay(recreate: Recreate, signal: AbortSignal): AsyncGenerator<UnderWay[]> {
  const read = (): Promise<UnderWay[]> => recreate.underWay();
  for await (const now of latest(read, (listener) => recreate.onUnderWay(listener), signal)) yield now;
}

export const recreateHandlers = (recreate: Recreate): Handlers<Contract>['recreate'] => ({
  read: call(({ id }) => recreate.read(id)),
  plan: call(({ id, spec }) => recreate.plan(id, spec)),
  run: items((wish, { signal }) => recreate.run(wish, signal)),
  settle: call(({ operation, choice }) => recreate.settle(operation, choice)),
  underWay: (_input, { signal }) => watchUnderWay(recreate, signal),
  seen: async ({ operation }) => recreate.seen(operation),
  kept: (_input, { signal }) => recreate.kept(signal),
  bringBack: call(({ id }) => recreate.bringBack(id)),
  letGo: call(({ id }) => recreate.letGo(id)),
  updateImage: items((wish, { signal }) => recreate.updateImage(wish, signal)),
  commit: call(async (wish) => ({ image: await recreate.commit(wish) })),
  cloneState: items((wish, { signal }) => recreate.cloneState(wish, signal)),
  exportFiles: call(({ id }) => recreate.exportFiles(id)),
  compose: call(({ ids }) => recreate.compose(ids)),
});
