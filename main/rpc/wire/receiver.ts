// One call's receiving direction: joins fragments, and keeps the account of the credit the sender has.
import { creditFrame, Violation, type Frame } from './frame';
import { ASSEMBLY_LIMIT, FRAGMENT, GRANT_STEP, ITEM_SLACK, MESSAGE_LIMIT, WINDOW } from './limits';
import { WireError, type Bytes } from './types';

/** Bytes of unfinished messages, of all calls of one connection. */
export interface AssemblyAccount {
  bytes: number;
}

export interface Receiver {
  /**
   * The whole payload with the frame that ends it; null after a fragment. Throws Violation, and WireError
   * MESSAGE_TOO_LARGE: then only the call has to end.
   */
  receive(frame: Frame): Uint8Array | null;
  /** The consumer took so many bytes of payload: they may be sent anew. */
  consumed(bytes: number): void;
  /** Nothing more is expected: forgets what was joined so far, and grants no more. */
  stop(): void;
}

export const createReceiver = (id: number, send: (frame: Bytes) => void, account: AssemblyAccount): Receiver => {
  const message = createAssembly(account);
  /** What the sender may still send, as far as it can know. */
  let available = WINDOW;
  let owed = 0;
  let stopped = false;

  const consumed = (bytes: number): void => {
    owed += bytes;
    if (stopped || owed < GRANT_STEP) return;
    available += owed;
    send(creditFrame(id, owed));
    owed = 0;
  };
  return {
    receive: ({ kind, payload }) => {
      if (payload.length > 0 && available <= 0) throw new Violation('More was sent than there was credit for.');
      available -= payload.length;
      if (kind === 'fragment') {
        message.add(payload);
        consumed(payload.length);
        return null;
      }
      // The last piece pays back what was lent for the fragments.
      available -= message.bytes();
      return message.finish(payload);
    },
    consumed,
    stop: () => {
      stopped = true;
      message.drop();
    },
  };
};

interface Assembly {
  bytes(): number;
  add(piece: Uint8Array): void;
  finish(last: Uint8Array): Uint8Array;
  drop(): void;
}

const createAssembly = (account: AssemblyAccount): Assembly => {
  let pieces: Uint8Array[] = [];
  const bytes = (): number => pieces.length * FRAGMENT;
  const drop = (): void => {
    account.bytes -= bytes();
    pieces = [];
  };
  return {
    bytes,
    drop,
    add: (piece) => {
      // Of this size exactly: smaller ones would cost more memory than they are long.
      if (piece.length !== FRAGMENT) throw new Violation('A fragment is of the wrong size.');
      if (bytes() + FRAGMENT > MESSAGE_LIMIT + ITEM_SLACK || account.bytes + FRAGMENT > ASSEMBLY_LIMIT)
        throw new WireError('MESSAGE_TOO_LARGE', { limit: MESSAGE_LIMIT }, 'A message is over the limit.');
      pieces.push(piece);
      account.bytes += FRAGMENT;
    },
    finish: (last) => {
      if (pieces.length === 0) return last;
      const whole = new Uint8Array(bytes() + last.length);
      pieces.forEach((piece, index) => whole.set(piece, index * FRAGMENT));
      whole.set(last, bytes());
      drop();
      return whole;
    },
  };
};
