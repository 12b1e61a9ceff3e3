import { EngineError, EngineTimeout } from '../services/engine/types';
import { WireError } from './wire/types';

/** An EngineError as the contract names it; everything else unchanged: a cancelled call, or a bug. */
export function namedError(error: unknown): unknown {
  if (error instanceof EngineTimeout) return new WireError('ENGINE_TIMEOUT', { afterMs: error.afterMs }, error.message);
  if (!(error instanceof EngineError)) return error;
  switch (error.kind) {
    case 'refused':
      return error.status === 404
        ? new WireError('NOT_FOUND', { engineMessage: error.message })
        : new WireError('ENGINE_REFUSED', { status: error.status ?? 0, engineMessage: error.message });
    // To the user an answer that cannot be read is none.
    case 'malformed':
    case 'unreachable':
      return new WireError('ENGINE_UNREACHABLE', { reason: error.message }, error.message);
    case 'timeout':
      return new WireError('ENGINE_TIMEOUT', { afterMs: 0 }, error.message);
    case 'aborted':
      return error;
  }
}

/** `call` and `items` make the same function again, with its errors (thrown, or by what it iterates) as `named` says them. */
export const naming = (named: (error: unknown) => unknown) => ({
  call:
    <A extends readonly unknown[], T>(work: (...args: A) => T | Promise<T>): ((...args: A) => Promise<T>) =>
    async (...args) => {
      try {
        return await work(...args);
      } catch (error) {
        throw named(error);
      }
    },
  items: <A extends readonly unknown[], T>(
    work: (...args: A) => AsyncIterable<T>,
  ): ((...args: A) => AsyncIterable<T>) =>
    async function* (...args) {
      try {
        yield* work(...args);
      } catch (error) {
        throw named(error);
      }
    },
});

/** For handlers that throw no more than `engineErrors` of the contract. */
export const engineNaming = naming(namedError);
