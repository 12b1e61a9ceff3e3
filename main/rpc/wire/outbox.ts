// One call's sending direction: gathers small items into batches, cuts large ones into fragments, and sends no more than
// the reader has given credit for.
import { frameOf, Violation } from './frame';
import { encodeItem, itemSize, itemsFrame, itemsPayload, type EncodedItem } from './items';
import type { Bytes } from './types';
import { BATCH, FRAGMENT, PAYLOAD_LIMIT, WINDOW } from './limits';

/**
 * A batch that is not full waits for so many microtasks without a new item, then it goes: longer than a few nested async
 * generators need to hand on an item they have, and still only microseconds.
 */
const PATIENCE = 32;

const microtask = Promise.resolve();

type DataKind = 'open' | 'item' | 'end' | 'error';

interface Message {
  readonly kind: DataKind;
  readonly items: readonly EncodedItem[];
  readonly size: number;
}

interface State {
  readonly id: number;
  readonly send: (frame: Bytes) => void;
  readonly drained: () => void;
  readonly queue: Message[];
  batch: EncodedItem[];
  batchSize: number;
  /** Bytes of the batch and the queue, the sent fragments of its head included. */
  pending: number;
  credit: number;
  /** The queue's head while it travels in fragments. */
  cut: { readonly payload: Uint8Array; sent: number } | null;
  phase: 'open' | 'finishing' | 'over';
  /** Counts pushes, for the patience above. */
  pushes: number;
  settling: boolean;
  waiters: ((open: boolean) => void)[];
}

export interface Outbox {
  /** Whether an item more may be pushed right now. */
  isReady(): boolean;
  /** Resolves with true once an item more may be pushed, and with false when none ever may. Never rejects. */
  ready(): Promise<boolean>;
  /** Throws as `encodeItem` does. Without waiting for `ready` the outbox grows. The value is not looked at again. */
  push(value: unknown): void;
  open(path: string, input: unknown): void;
  end(): void;
  /** The one answer and the end in one frame. */
  result(value: unknown): void;
  error(value: unknown): void;
  /** Throws Violation. */
  grant(bytes: number): void;
  /** Drops whatever is not sent yet. */
  stop(): void;
}

/** `drained` is called once, when the end or the error has gone out. */
export const createOutbox = (id: number, send: (frame: Bytes) => void, drained: () => void): Outbox => {
  const state: State = {
    id,
    send,
    drained,
    queue: [],
    batch: [],
    batchSize: 0,
    pending: 0,
    credit: WINDOW,
    cut: null,
    phase: 'open',
    pushes: 0,
    settling: false,
    waiters: [],
  };
  const finish = (kind: 'end' | 'error', items: readonly EncodedItem[]): void => {
    if (state.phase !== 'open') return;
    flush(state);
    state.phase = 'finishing';
    enqueue(state, kind, items);
  };
  return {
    isReady: () => isReady(state),
    ready: () => ready(state),
    push: (value) => push(state, value),
    open: (path, input) => enqueue(state, 'open', [encodeItem(path), encodeItem(input)]),
    end: () => {
      const last = takeBatch(state);
      finish('end', last);
    },
    result: (value) => finish('end', [encodeItem(value)]),
    error: (value) => finish('error', [encodeItem(value)]),
    grant: (bytes) => {
      // A grant can never be for more than was sent.
      if (bytes === 0 || state.credit + bytes > WINDOW) throw new Violation('A credit frame grants too much.');
      state.credit += bytes;
      drain(state);
    },
    stop: () => {
      state.phase = 'over';
      state.queue.length = 0;
      state.batch = [];
      wake(state);
    },
  };
};

const isReady = (state: State): boolean => state.phase === 'open' && state.credit > state.pending;

const ready = (state: State): Promise<boolean> => {
  if (isReady(state)) return Promise.resolve(true);
  if (state.phase !== 'open') return Promise.resolve(false);
  return new Promise((resolve) => state.waiters.push(resolve));
};

const wake = (state: State): void => {
  if (state.phase === 'open' && !isReady(state)) return;
  const waiters = state.waiters;
  state.waiters = [];
  for (const waiter of waiters) waiter(state.phase === 'open');
};

const push = (state: State, value: unknown): void => {
  if (state.phase !== 'open') return;
  const item = encodeItem(value);
  const size = itemSize(item);
  if (state.batchSize + size > PAYLOAD_LIMIT) flush(state);
  const goesNow = state.batchSize + size >= BATCH && state.queue.length === 0 && state.credit > 0;
  // Whoever pushed bytes may write over them once `push` is back.
  state.batch.push(goesNow || item.body !== value ? item : { ...item, body: item.body.slice() });
  state.batchSize += size;
  state.pending += size;
  state.pushes += 1;
  if (state.batchSize >= BATCH || state.pending >= state.credit) flush(state);
  else if (!state.settling) void settle(state);
};

const settle = async (state: State): Promise<void> => {
  state.settling = true;
  let seen = state.pushes;
  for (let quiet = 0; quiet < PATIENCE; quiet += 1) {
    await microtask;
    if (state.pushes !== seen) quiet = 0;
    seen = state.pushes;
  }
  state.settling = false;
  flush(state);
};

const takeBatch = (state: State): readonly EncodedItem[] => {
  const items = state.batch;
  state.batch = [];
  state.pending -= state.batchSize;
  state.batchSize = 0;
  return items;
};

const flush = (state: State): void => {
  if (state.batch.length > 0) enqueue(state, 'item', takeBatch(state));
};

const enqueue = (state: State, kind: DataKind, items: readonly EncodedItem[]): void => {
  const size = items.reduce((sum, item) => sum + itemSize(item), 0);
  state.pending += size;
  state.queue.push({ kind, items, size });
  drain(state);
};

const drain = (state: State): void => {
  while (sendHead(state));
  if (state.phase === 'finishing' && state.queue.length === 0) {
    state.phase = 'over';
    state.drained();
  }
  wake(state);
};

/** Sends one frame; false when there is nothing to send, or no credit. */
const sendHead = (state: State): boolean => {
  const head = state.queue[0];
  if (head === undefined || (head.size > 0 && state.credit <= 0)) return false;
  if (head.size > PAYLOAD_LIMIT) return sendPiece(state, head);
  state.send(itemsFrame(head.kind, state.id, head.items, head.size));
  state.credit -= head.size;
  sentHead(state, head);
  return true;
};

/**
 * The reader lends back the credit of each fragment as it comes in, since it cannot be taken before the whole is there.
 * The last piece pays the loan back: the credit is then that of the whole message, until it is taken.
 */
const sendPiece = (state: State, head: Message): boolean => {
  const cut = (state.cut ??= { payload: itemsPayload(head.items, head.size), sent: 0 });
  const isLast = head.size - cut.sent <= FRAGMENT;
  const piece = cut.payload.subarray(cut.sent, cut.sent + FRAGMENT);
  state.send(frameOf(isLast ? head.kind : 'fragment', state.id, piece));
  state.credit -= piece.length;
  if (isLast) {
    state.credit -= cut.sent;
    state.cut = null;
    sentHead(state, head);
  } else cut.sent += piece.length;
  return true;
};

const sentHead = (state: State, head: Message): void => {
  state.queue.shift();
  state.pending -= head.size;
};
