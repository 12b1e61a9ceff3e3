// One call, on the side that answers it.
import type { GenericSchema } from 'valibot';
import type { Procedure } from '../../contract/procedure';
import { failureOf, internalError, knownError } from './failure';
import { readCredit, Violation, type Frame } from './frame';
import { createItemQueue, type ItemQueue } from './item-queue';
import { readItems } from './items';
import { createOutbox, type Outbox } from './outbox';
import { createReceiver, type AssemblyAccount, type Receiver } from './receiver';
import { WireError, type Bytes, type CallContext, type Connection } from './types';
import { parseInput } from './validate';

/** A handler that always has the next item ready lets others run after so many. */
const ITEMS_PER_TURN = 1024;

export type AnyHandler = (input: unknown, context: CallContext, sent: AsyncIterable<unknown>) => unknown;

export interface Endpoint {
  readonly path: string;
  readonly procedure: Procedure;
  readonly handler: AnyHandler;
}

/** What a call needs from its connection. */
export interface CallHost {
  readonly connection: Connection;
  readonly assembly: AssemblyAccount;
  find(path: unknown): Endpoint | null;
  send(frame: Bytes): void;
  /** A bug: in a handler, or in the wire. */
  report(error: unknown, path: string): void;
  /** The call is over; no frame of it matters any more. */
  over(id: number): void;
  /** Closes the connection. */
  violated(error: Violation): void;
}

export interface ServerCall {
  /** Throws Violation. */
  frame(frame: Frame): void;
  /** The caller cancelled, or the connection is gone. */
  abort(reason: WireError): void;
}

interface State {
  readonly id: number;
  readonly host: CallHost;
  /** Made when the handler asks for its signal, which most never do. */
  controller: AbortController | null;
  aborted: WireError | null;
  readonly outbox: Outbox;
  readonly receiver: Receiver;
  /**
   * `opening`: its open frame is not whole yet. `reading`: the caller may send items. `sealed`: it may not. `deaf`: we
   * refused the call, and the caller may not know yet.
   */
  phase: 'opening' | 'reading' | 'sealed' | 'deaf' | 'over';
  sent: ItemQueue | null;
  received: AsyncIterator<unknown> | null;
}

export const createServerCall = (id: number, host: CallHost): ServerCall => {
  const state: State = {
    id,
    host,
    controller: null,
    aborted: null,
    outbox: createOutbox(
      id,
      (frame) => host.send(frame),
      () => finish(state),
    ),
    receiver: createReceiver(id, (frame) => host.send(frame), host.assembly),
    phase: 'opening',
    sent: null,
    received: null,
  };
  return {
    frame: (frame) => {
      if (frame.kind === 'credit') state.outbox.grant(readCredit(frame));
      else if (frame.kind === 'cancel') abort(state, new WireError('CANCELLED', null, 'The caller cancelled.'));
      else receive(state, frame);
    },
    abort: (reason) => abort(state, reason),
  };
};

const contextOf = (state: State): CallContext => ({
  connection: state.host.connection,
  get signal() {
    if (state.controller === null) {
      state.controller = new AbortController();
      if (state.aborted !== null) state.controller.abort(state.aborted);
    }
    return state.controller.signal;
  },
});

const abortSignal = (state: State, reason: WireError): void => {
  state.aborted = reason;
  state.controller?.abort(reason);
};

/** Everything that the call holds is let go. */
const finish = (state: State): void => {
  if (state.phase === 'over') return;
  state.phase = 'over';
  state.receiver.stop();
  // To whoever still reads: this is not all that the caller had to say.
  state.sent?.abort(new WireError('CANCELLED', null, 'The call is over.'));
  state.host.over(state.id);
};

const abort = (state: State, reason: WireError): void => {
  if (state.phase === 'over') return;
  state.outbox.stop();
  state.sent?.abort(reason);
  finish(state);
  abortSignal(state, reason);
  void leave(state);
};

/** What a handler throws while it is being stopped is no news to anybody. */
const leave = async (state: State): Promise<void> => {
  const { received } = state;
  state.received = null;
  try {
    await received?.return?.();
  } catch {
    return;
  }
};

const receive = (state: State, frame: Frame): void => {
  if (state.phase === 'deaf') return;
  if (state.phase === 'sealed') throw new Violation('A call was sent more than its procedure takes.');
  try {
    const payload = state.receiver.receive(frame);
    if (payload === null) return;
    if (state.phase === 'opening') open(state, frame, payload);
    else takeSent(state, frame, payload);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    refuse(state, error);
  }
};

/** Ends the call with an error of the wire's own. */
const refuse = (state: State, error: WireError): void => {
  if (state.phase === 'over' || state.phase === 'deaf') return;
  state.phase = 'deaf';
  state.receiver.stop();
  state.sent?.abort(error);
  abortSignal(state, error);
  void leave(state);
  state.outbox.error(failureOf(error));
};

const open = (state: State, frame: Frame, payload: Uint8Array): void => {
  if (frame.kind !== 'open') throw new Violation('A call does not begin with its open frame.');
  const [path, input] = readItems(payload, 2);
  const endpoint = state.host.find(path);
  if (endpoint === null) throw new WireError('UNKNOWN_PROCEDURE', null, 'There is no such procedure.');
  if (endpoint.procedure.kind === 'duplex') {
    state.phase = 'reading';
    state.receiver.consumed(payload.length);
  } else {
    state.phase = 'sealed';
    state.receiver.stop();
  }
  void run(state, endpoint, input);
};

const takeSent = (state: State, frame: Frame, payload: Uint8Array): void => {
  if (frame.kind !== 'item' && frame.kind !== 'end') throw new Violation('A frame does not fit the state of its call.');
  if (frame.kind === 'item' && payload.length === 0) throw new Violation('An item frame is empty.');
  const isLast = frame.kind === 'end';
  // Before the items are handed on: a malformed one ends the call, and nothing may bring it back.
  if (isLast) {
    state.phase = 'sealed';
    state.receiver.stop();
  }
  state.sent?.push(payload);
  if (isLast) state.sent?.end();
};

const run = async (state: State, endpoint: Endpoint, rawInput: unknown): Promise<void> => {
  const { procedure, handler } = endpoint;
  try {
    const input = parse(state, procedure.input, rawInput);
    const sent = procedure.kind === 'duplex' ? sentItems(state, procedure.send) : NOTHING_SENT;
    const answer = handler(input, contextOf(state), sent);
    if (procedure.kind === 'unary') state.outbox.result(await answer);
    else await pump(state, answer);
  } catch (error) {
    void leave(state);
    fail(state, endpoint, error);
  }
};

const parse = (state: State, schema: GenericSchema, value: unknown): unknown => {
  try {
    return parseInput(schema, value);
  } catch (error) {
    if (error instanceof WireError) refuse(state, error);
    throw error;
  }
};

const fail = (state: State, endpoint: Endpoint, error: unknown): void => {
  if (state.phase === 'over' || state.phase === 'deaf') return;
  const known = knownError(error, endpoint.procedure.errors);
  if (known === null || known.code === 'MESSAGE_TOO_LARGE') state.host.report(error, endpoint.path);
  try {
    state.outbox.error(failureOf(known ?? internalError()));
  } catch (unspeakable) {
    state.host.report(unspeakable, endpoint.path);
    state.outbox.error(failureOf(internalError()));
  }
};

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Asks for the next item only once the reader has credit for it. */
const pump = async (state: State, answer: unknown): Promise<void> => {
  if (!isAsyncIterable(answer)) throw new TypeError('A stream handler did not return an async iterable.');
  const received = answer[Symbol.asyncIterator]();
  state.received = received;
  for (let count = 1; state.outbox.isReady() || (await state.outbox.ready()); count += 1) {
    const next = await received.next();
    if (next.done === true) {
      state.outbox.end();
      return;
    }
    state.outbox.push(next.value);
    if (count % ITEMS_PER_TURN === 0) await nextTurn();
  }
  await leave(state);
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function* nothing(): AsyncGenerator<never> {
  // For the procedures to which nothing is sent.
}
const NOTHING_SENT: AsyncIterable<never> = { [Symbol.asyncIterator]: nothing };

/** What the caller sends, validated as the handler takes it. Items that it leaves are dropped. */
const sentItems = (state: State, schema: GenericSchema): AsyncIterable<unknown> => {
  const queue = createItemQueue({
    consumed: (bytes) => state.receiver.consumed(bytes),
    left: () => undefined,
    violated: (error) => state.host.violated(error),
  });
  state.sent = queue;
  const items = queue[Symbol.asyncIterator]();
  const next = async (): Promise<IteratorResult<unknown, undefined>> => {
    const item = await items.next();
    return item.done === true ? item : { done: false, value: parse(state, schema, item.value) };
  };
  return { [Symbol.asyncIterator]: () => ({ ...items, next }) };
};
