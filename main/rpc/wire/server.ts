import type { ContractShape } from '../../contract/procedure';
import { failureOf } from './failure';
import { Violation, type Frame } from './frame';
import { encodeItem, itemSize, itemsFrame } from './items';
import { CALLS_PER_CONNECTION } from './limits';
import { openLink } from './link';
import { createServerCall, type AnyHandler, type CallHost, type Endpoint, type ServerCall } from './server-call';
import { WireError, type Bytes, type Channel, type Handlers } from './types';

export interface ServeOptions<C extends ContractShape> {
  readonly contract: C;
  readonly handlers: Handlers<C>;
  readonly connectionId: number;
  /** A bug: what a handler threw and its procedure does not name. `path` is empty when no procedure is at fault. */
  readonly onInternalError: (error: unknown, path: string) => void;
}

export interface WireServer {
  close(reason?: string): void;
  /** Resolves with the reason. Never rejects. */
  readonly closed: Promise<string>;
}

/** Answers the calls of one connection until it closes. Whatever the other side sends, it throws nothing. */
export const serveWire = <C extends ContractShape>(channel: Channel, options: ServeOptions<C>): WireServer => {
  const calls = new Map<number, ServerCall>();
  const ended = new AbortController();
  let lastId = 0;
  let resolveClosed: (reason: string) => void;
  const closed = new Promise<string>((resolve) => (resolveClosed = resolve));
  const report = reporter(options.onInternalError);

  const host: CallHost = {
    connection: { id: options.connectionId, signal: ended.signal },
    assembly: { bytes: 0 },
    find: finder(options),
    send: (frame) => link.send(frame),
    report,
    over: (id) => calls.delete(id),
    violated: (error) => link.fail(error),
  };
  const receive = (frame: Frame): void => {
    const call = calls.get(frame.id);
    if (call !== undefined) {
      call.frame(frame);
      return;
    }
    // A frame that crossed the end of its call.
    if (frame.id <= lastId) return;
    if (frame.kind !== 'open' && frame.kind !== 'fragment') throw new Violation('A frame is for a call never opened.');
    lastId = frame.id;
    if (calls.size >= CALLS_PER_CONNECTION) {
      link.send(tooManyCalls(frame.id));
      return;
    }
    const opened = createServerCall(frame.id, host);
    calls.set(frame.id, opened);
    opened.frame(frame);
  };
  const link = openLink(channel, {
    frame: receive,
    opened: () => undefined,
    bug: (error) => report(error, ''),
    closed: (reason) => {
      const lost = new WireError('CONNECTION_LOST', null, reason);
      for (const call of [...calls.values()]) call.abort(lost);
      ended.abort(lost);
      resolveClosed(reason);
    },
  });
  link.start();
  return { close: (reason = 'Closed.') => link.close(reason), closed };
};

const reporter =
  (onInternalError: (error: unknown, path: string) => void) =>
  (error: unknown, path: string): void => {
    try {
      onInternalError(error, path);
    } catch {
      // Whoever reports must not be what ends the connection.
    }
  };

const tooManyCalls = (id: number): Bytes => {
  const error = new WireError('TOO_MANY_CALLS', { limit: CALLS_PER_CONNECTION }, 'Too many calls at the same time.');
  const item = encodeItem(failureOf(error));
  return itemsFrame('error', id, [item], itemSize(item));
};

const isHandler = (value: unknown): value is AnyHandler => typeof value === 'function';

/** All endpoints by path, made once: a path that comes in is only ever looked up. */
const finder = <C extends ContractShape>({ contract, handlers }: ServeOptions<C>): CallHost['find'] => {
  const endpoints = new Map<unknown, Endpoint>();
  for (const [noun, procedures] of Object.entries(contract)) {
    const group = handlers[noun];
    for (const [verb, procedure] of Object.entries(procedures)) {
      const handler: unknown = group?.[verb];
      if (isHandler(handler)) endpoints.set(`${noun}.${verb}`, { path: `${noun}.${verb}`, procedure, handler });
    }
  }
  return (path) => endpoints.get(path) ?? null;
};
