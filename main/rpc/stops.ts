import type { Contract } from '../contract';
import type { Stops } from '../services/stops/stops';
import { namedError, withEngineErrors } from './errors';
import type { Handlers } from './wire/types';

async function* withNames<T>(items: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* items;
  } catch (error) {
    throw namedError(error);
  }
}

export const stopsHandlers = (stops: Stops): Handlers<Contract>['stops'] => ({
  watch: ({ id }, { signal }) => withNames(stops.watch(id, signal)),
  raiseMemory: withEngineErrors(({ id, bytes }) => stops.raiseMemory(id, bytes)),
});
