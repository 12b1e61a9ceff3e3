// What a call has received and its consumer has not taken yet. Items stay encoded until they are taken, so the queue's
// memory is the bytes the credit allows, however many items they are.
import { Violation } from './frame';
import { countItems, readItem } from './items';
import { WireError } from './types';

export interface ItemQueueOptions {
  /** The consumer took items worth so many bytes. */
  consumed(bytes: number): void;
  /** The consumer wants no more (`return`, `break`). */
  left(): void;
  /** An item that had come in turned out to be malformed. */
  violated(violation: Violation): void;
}

export interface ItemQueue extends AsyncIterable<unknown> {
  /** Throws Violation. */
  push(payload: Uint8Array): void;
  /** After what is queued, the iterator is done. */
  end(): void;
  /** After what is queued, `next` rejects once with the error. */
  fail(error: Error): void;
  /** As `fail`, but drops what is queued. */
  abort(error: Error): void;
}

interface Waiter {
  resolve(result: IteratorResult<unknown, undefined>): void;
  reject(error: unknown): void;
}

interface State extends ItemQueueOptions {
  payloads: Uint8Array[];
  /** Index of the first payload not yet taken whole: shifting a long array costs its length. */
  head: number;
  /** Into that payload. */
  offset: number;
  ending: { readonly error: Error | null } | null;
  waiters: Waiter[];
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** One consumer: every iterator of it takes from the same queue. */
export const createItemQueue = (options: ItemQueueOptions): ItemQueue => {
  const state: State = { ...options, payloads: [], head: 0, offset: 0, ending: null, waiters: [] };
  const finish = (error: Error | null): void => {
    state.ending ??= { error };
    serve(state);
  };
  const iterator: AsyncIterator<unknown, undefined> = {
    next: () =>
      new Promise((resolve, reject) => {
        state.waiters.push({ resolve, reject });
        serve(state);
      }),
    return: () => {
      discard(state);
      const wasOpen = state.ending === null;
      state.ending = { error: null };
      serve(state);
      if (wasOpen) options.left();
      return Promise.resolve(DONE);
    },
  };
  return {
    push: (payload) => {
      if (countItems(payload) === 0) return;
      if (state.ending !== null) {
        state.consumed(payload.length);
        return;
      }
      state.payloads.push(payload);
      serve(state);
    },
    end: () => finish(null),
    fail: (error) => finish(error),
    abort: (error) => {
      drop(state);
      finish(error);
    },
    [Symbol.asyncIterator]: () => iterator,
  };
};

const drop = (state: State): void => {
  state.payloads = [];
  state.head = 0;
  state.offset = 0;
};

/** Nobody will take what is queued; the sender gets its credit back all the same. */
const discard = (state: State): void => {
  const bytes = state.payloads.slice(state.head).reduce((sum, payload) => sum + payload.length, -state.offset);
  drop(state);
  if (bytes > 0) state.consumed(bytes);
};

const serve = (state: State): void => {
  for (;;) {
    const payload = state.payloads[state.head];
    if (payload === undefined && state.ending === null) return;
    const waiter = state.waiters.shift();
    if (waiter === undefined) return;
    if (payload !== undefined) serveItem(state, payload, waiter);
    else serveEnding(state, waiter);
  }
};

const serveItem = (state: State, payload: Uint8Array, waiter: Waiter): void => {
  try {
    const start = state.offset;
    const { value, end } = readItem(payload, start);
    if (end === payload.length) nextPayload(state);
    else state.offset = end;
    waiter.resolve({ done: false, value });
    state.consumed(end - start);
  } catch (error) {
    drop(state);
    const lost = new WireError('CONNECTION_LOST', null, 'The other side sent a malformed item.');
    state.ending = { error: null };
    waiter.reject(lost);
    if (error instanceof Violation) state.violated(error);
  }
};

const nextPayload = (state: State): void => {
  state.offset = 0;
  state.head += 1;
  if (state.head * 2 < state.payloads.length) return;
  state.payloads.splice(0, state.head);
  state.head = 0;
};

const serveEnding = (state: State, waiter: Waiter): void => {
  const error = state.ending?.error ?? null;
  // An error is told once; after it the iterator is done.
  state.ending = { error: null };
  if (error === null) waiter.resolve(DONE);
  else waiter.reject(error);
};
