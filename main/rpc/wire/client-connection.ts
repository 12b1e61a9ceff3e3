import { cancelled, createClientCall, type CallHost, type ClientCall } from './client-call';
import { MAX_CALL_ID, Violation, type Frame } from './frame';
import { openLink, type Link } from './link';
import { WireError, type Channel } from './types';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface ClientConnection {
  readonly opened: Promise<void>;
  readonly closed: Promise<string>;
  readonly close: (reason?: string) => void;
  /** The call is over already when the signal is aborted or the connection lost. */
  readonly begin: (path: string, input: unknown, options?: CallOptions) => ClientCall;
}

interface State {
  readonly calls: Map<number, ClientCall>;
  lastId: number;
  lost: WireError | null;
}

export const openConnection = (channel: Channel): ClientConnection => {
  const state: State = { calls: new Map(), lastId: 0, lost: null };
  let resolveOpened: () => void;
  let resolveClosed: (reason: string) => void;
  const opened = new Promise<void>((resolve) => (resolveOpened = resolve));
  const closed = new Promise<string>((resolve) => (resolveClosed = resolve));
  const link = openLink(channel, {
    frame: (frame) => receive(state, frame),
    opened: () => resolveOpened(),
    bug: () => undefined,
    closed: (reason) => {
      state.lost = new WireError('CONNECTION_LOST', null, reason);
      for (const call of [...state.calls.values()]) call.fail(state.lost);
      resolveClosed(reason);
    },
  });
  const host: CallHost = {
    assembly: { bytes: 0 },
    send: (frame) => link.send(frame),
    over: (id) => state.calls.delete(id),
    violated: (error) => link.fail(error),
  };
  link.start();
  return {
    opened,
    closed,
    close: (reason = 'Closed.') => link.close(reason),
    begin: (path, input, options) => {
      const signal = options?.signal;
      const onAbort = (): void => call.cancel();
      const id = nextId(state, link);
      const call = createClientCall(id, host, () => signal?.removeEventListener('abort', onAbort));
      const refusal = state.lost ?? (signal?.aborted === true ? cancelled() : null);
      if (refusal !== null) {
        call.fail(refusal);
        return call;
      }
      state.calls.set(id, call);
      signal?.addEventListener('abort', onAbort);
      call.open(path, input);
      return call;
    },
  };
};

const receive = ({ calls, lastId }: State, frame: Frame): void => {
  const call = calls.get(frame.id);
  if (call !== undefined) {
    call.frame(frame);
    return;
  }
  // A frame of a call we cancelled may still be on its way.
  if (frame.id > lastId) throw new Violation('A frame is for a call never opened.');
};

const nextId = (state: State, link: Link): number => {
  if (state.lastId === MAX_CALL_ID) link.close('The call ids are used up.');
  state.lastId += 1;
  return state.lastId;
};
