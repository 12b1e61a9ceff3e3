// One call, on the side that makes it.
import { readFailure } from './failure';
import { frameOf, readCredit, Violation, type Frame } from './frame';
import { createItemQueue, type ItemQueue } from './item-queue';
import { createOutbox, type Outbox } from './outbox';
import { createReceiver, type AssemblyAccount, type Receiver } from './receiver';
import { WireError, type Bytes } from './types';

/** What a call needs from its connection. */
export interface CallHost {
  readonly assembly: AssemblyAccount;
  send(frame: Bytes): void;
  /** The call is over; no frame of it matters any more. */
  over(id: number): void;
  /** Closes the connection. */
  violated(error: Violation): void;
}

export interface ClientCall {
  readonly received: AsyncIterable<unknown>;
  open(path: string, input: unknown): void;
  /** Rejects when the call is over. */
  send(item: unknown): Promise<void>;
  end(): void;
  /** Throws Violation. */
  frame(frame: Frame): void;
  /** Tells the other side, and drops what was received. */
  cancel(): void;
  /** Ends it on this side only: the connection is gone, say. What was received can still be taken. */
  fail(error: WireError): void;
}

interface State {
  readonly id: number;
  readonly host: CallHost;
  readonly outbox: Outbox;
  readonly receiver: Receiver;
  readonly queue: ItemQueue;
  /** Why it is over; `end` when it ended well, null while it runs. */
  ending: WireError | 'end' | null;
  /** What to undo when it is over. */
  readonly onOver: () => void;
}

export const cancelled = (): WireError => new WireError('CANCELLED', null, 'The call was cancelled.');

export const createClientCall = (id: number, host: CallHost, onOver: () => void): ClientCall => {
  const send = (frame: Bytes): void => host.send(frame);
  const state: State = {
    id,
    host,
    outbox: createOutbox(id, send, () => undefined),
    receiver: createReceiver(id, send, host.assembly),
    queue: createItemQueue({
      consumed: (bytes) => state.receiver.consumed(bytes),
      left: () => cancel(state),
      violated: (error) => host.violated(error),
    }),
    ending: null,
    onOver,
  };
  return {
    received: state.queue,
    open: (path, input) => {
      try {
        state.outbox.open(path, input);
      } catch (error) {
        fail(
          state,
          error instanceof WireError ? error : new WireError('INVALID_INPUT', null, 'The input is not JSON.'),
        );
      }
    },
    send: (item) => sendItem(state, item),
    end: () => state.outbox.end(),
    frame: (frame) => receive(state, frame),
    cancel: () => cancel(state),
    fail: (error) => fail(state, error),
  };
};

const finish = (state: State, why: WireError | 'end'): boolean => {
  if (state.ending !== null) return false;
  state.ending = why;
  state.outbox.stop();
  state.receiver.stop();
  state.host.over(state.id);
  state.onOver();
  return true;
};

const fail = (state: State, error: WireError): void => {
  if (finish(state, error)) state.queue.fail(error);
};

const cancel = (state: State): void => {
  const why = cancelled();
  if (!finish(state, why)) return;
  state.host.send(frameOf('cancel', state.id, new Uint8Array(0)));
  state.queue.abort(why);
};

const overOf = ({ ending }: State): WireError =>
  ending instanceof WireError ? ending : new WireError('CANCELLED', null, 'The call is over.');

const sendItem = async (state: State, item: unknown): Promise<void> => {
  if (state.ending !== null) throw overOf(state);
  state.outbox.push(item);
  if (!(await state.outbox.ready())) throw overOf(state);
};

const receive = (state: State, frame: Frame): void => {
  if (frame.kind === 'credit') {
    state.outbox.grant(readCredit(frame));
    return;
  }
  try {
    const payload = state.receiver.receive(frame);
    if (payload !== null) take(state, frame, payload);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    state.host.send(frameOf('cancel', state.id, new Uint8Array(0)));
    fail(state, error);
  }
};

const take = (state: State, frame: Frame, payload: Uint8Array): void => {
  if (frame.kind === 'error') {
    const error = readFailure(payload);
    fail(state, error);
  } else if (frame.kind === 'end') {
    state.queue.push(payload);
    finish(state, 'end');
    state.queue.end();
  } else if (frame.kind === 'item' && payload.length > 0) {
    state.queue.push(payload);
  } else throw new Violation('A frame does not fit the state of its call.');
};
