import type { ContractShape, InputOf, OutputOf, Path, ProcedureAt, ReceiveOf, SendOf } from '../../contract/procedure';
import { openConnection, type CallOptions } from './client-connection';
import { WireError, type Channel } from './types';

interface DuplexCall<S, R> {
  /** To be iterated once. Breaking out cancels the call. */
  readonly received: AsyncIterable<R>;
  /**
   * Resolves when there is credit for one item more: whoever does not wait for it fills this side's memory. Rejects when
   * the call is over.
   */
  readonly send: (item: S) => Promise<void>;
  /** No more will be sent. */
  readonly end: () => void;
}

/** Everything rejects with WireError. */
export interface WireClient<C extends ContractShape> {
  call<P extends Path<C, 'unary'>>(
    path: P,
    input: InputOf<ProcedureAt<C, P>>,
    options?: CallOptions,
  ): Promise<OutputOf<ProcedureAt<C, P>>>;
  /** The call begins when it is iterated, each iteration being a call of its own; breaking out cancels it. */
  stream<P extends Path<C, 'stream'>>(
    path: P,
    input: InputOf<ProcedureAt<C, P>>,
    options?: CallOptions,
  ): AsyncIterable<ReceiveOf<ProcedureAt<C, P>>>;
  /** The call begins at once. */
  duplex<P extends Path<C, 'duplex'>>(
    path: P,
    input: InputOf<ProcedureAt<C, P>>,
    options?: CallOptions,
  ): DuplexCall<SendOf<ProcedureAt<C, P>>, ReceiveOf<ProcedureAt<C, P>>>;
  /** Resolves once the other side has greeted us in our version of the protocol; never, when it does not. */
  readonly opened: Promise<void>;
  /** Resolves with the reason. Never rejects. */
  readonly closed: Promise<string>;
  close(reason?: string): void;
}

interface ErasedClient {
  call(path: string, input: unknown, options?: CallOptions): Promise<unknown>;
  stream(path: string, input: unknown, options?: CallOptions): AsyncIterable<unknown>;
  duplex(path: string, input: unknown, options?: CallOptions): DuplexCall<unknown, unknown>;
  readonly opened: Promise<void>;
  readonly closed: Promise<string>;
  close(reason?: string): void;
}

/** Calls may be made at once. */
export const connectWire = <C extends ContractShape>(channel: Channel): WireClient<C> => {
  const { begin, ...connection } = openConnection(channel);
  const client: ErasedClient = {
    ...connection,
    call: async (path, input, options) => {
      const call = begin(path, input, options);
      const items = call.received[Symbol.asyncIterator]();
      const answer = await items.next();
      void items.return?.();
      if (answer.done === true) throw new WireError('INTERNAL', null, 'The call ended without an answer.');
      return answer.value;
    },
    stream: (path, input, options) => ({
      [Symbol.asyncIterator]: () => {
        const call = begin(path, input, options);
        return call.received[Symbol.asyncIterator]();
      },
    }),
    duplex: (path, input, options) => begin(path, input, options),
  };
  // The contract's types are checked where calls are written; at run time the server validates.
  return client as WireClient<C>;
};
