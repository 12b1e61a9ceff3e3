import type { ContractShape, OutputOf, ParsedInputOf, Procedure, ReceiveOf, SendOf } from '../../contract/procedure';

/** Bytes with a buffer of their own, which can be posted and sent. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Anything that carries whole frames in order: a MessagePort, a WebSocket. */
export interface Channel {
  /** Sends one whole frame; never throws, not even when closed (then it does nothing). The frame is not used again. */
  send(frame: Bytes): void;
  /** At most one listener; frames that came before are kept for it. */
  onFrame(listener: (frame: Uint8Array) => void): void;
  /** Called once, also when this side closes, and at once when it is closed already. */
  onClose(listener: (reason: string) => void): void;
  close(reason: string): void;
}

/** One page's connection, as handlers see it. */
export interface Connection {
  readonly id: number;
  /** Aborted when the connection ends. */
  readonly signal: AbortSignal;
}

export interface CallContext {
  /** Aborted when the caller cancels or the connection ends. */
  readonly signal: AbortSignal;
  readonly connection: Connection;
}

/**
 * Streams are pulled: the next item is asked for only while the reader has credit, so a handler that merges what
 * changed since its last item stays bounded whatever the reader does. The iterator's `return` is called on cancel.
 */
export type Handler<P extends Procedure> = P extends { kind: 'unary' }
  ? (input: ParsedInputOf<P>, context: CallContext) => Promise<OutputOf<P>>
  : P extends { kind: 'stream' }
    ? (input: ParsedInputOf<P>, context: CallContext) => AsyncIterable<ReceiveOf<P>>
    : (input: ParsedInputOf<P>, context: CallContext, sent: AsyncIterable<SendOf<P>>) => AsyncIterable<ReceiveOf<P>>;

export type Handlers<C extends ContractShape> = {
  readonly [N in keyof C]: { readonly [V in keyof C[N]]: Handler<C[N][V]> };
};

/**
 * An error the contract names (`code` is a key of the procedure's `errors`). On the caller's side also the wire's own:
 * INVALID_INPUT (data: `path`), UNKNOWN_PROCEDURE, INTERNAL (a bug; `message` is safe to show), MESSAGE_TOO_LARGE,
 * TOO_MANY_CALLS, CANCELLED, CONNECTION_LOST.
 */
export class WireError extends Error {
  override readonly name = 'WireError';
  constructor(
    readonly code: string,
    readonly data: unknown,
    message: string = code,
  ) {
    super(message);
  }
}
