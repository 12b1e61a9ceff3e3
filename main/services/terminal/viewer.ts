import type { TerminalOutput } from '../../contract/terminal';
import type { Scrollback } from './scrollback';
import { sameSize, type Sized } from './size';

/** One page's look at a terminal: first what rebuilds the screen, then what the program writes, as fast as the page takes it. */
export interface Viewer {
  /** The next item; null: nothing now, or the page has enough on its way. */
  next(): TerminalOutput | null;
  /** The page has so many bytes more on its screen. */
  acknowledge(bytes: number): void;
  /** Bytes that were written and are not on the page's screen yet. */
  pending(): number;
  /** Up to where it has been given everything. */
  position(): number;
}

/**
 * Bytes on their way to the page and in its terminal's queue. With what the program and the engine have before that (two
 * socket buffers and a pseudo terminal's), this keeps an interrupt prompt; less would leave the page idle in between.
 */
export const WINDOW = 144 * 1024;
/** Small enough that a page has several of them to work on. */
const PIECE = 32 * 1024;

interface State {
  readonly scrollback: Scrollback;
  phase: 'begin' | 'head' | 'replay' | 'live';
  head: Uint8Array;
  headAt: number;
  position: number;
  /** Replayed is what was there when it began. */
  until: number;
  size: Sized | null;
  sent: number;
  acknowledged: number;
}

export function createViewer(scrollback: Scrollback): Viewer {
  const state: State = {
    ...{ scrollback, phase: 'begin', head: new Uint8Array(), headAt: 0, position: 0, until: 0, size: null },
    ...{ sent: 0, acknowledged: 0 },
  };
  return {
    next: () => next(state),
    acknowledge: (bytes) => {
      // A page cannot have more than it was sent.
      state.acknowledged = Math.min(state.sent, state.acknowledged + bytes);
    },
    pending: () => scrollback.end() - state.position + state.sent - state.acknowledged,
    position: () => (state.phase === 'begin' || state.phase === 'head' ? scrollback.start() : state.position),
  };
}

function next(state: State): TerminalOutput | null {
  const { scrollback } = state;
  if (state.phase === 'begin' || state.position < scrollback.start()) return begin(state);
  if (state.phase === 'head' && state.headAt === state.head.length) state.phase = 'replay';
  if (state.phase === 'replay' && state.position >= state.until) {
    state.phase = 'live';
    return { type: 'live' };
  }
  const size = state.phase === 'live' ? null : dueSize(state);
  if (size !== null) return size;
  const room = WINDOW - (state.sent - state.acknowledged);
  if (room <= 0) return null;
  const bytes = state.phase === 'head' ? takeHead(state, room) : take(state, room);
  state.sent += bytes.length;
  return bytes.length === 0 ? null : bytes;
}

/** From the beginning; also when the page was so slow that what it needs next is forgotten. */
function begin(state: State): TerminalOutput {
  const { scrollback } = state;
  state.phase = 'head';
  state.head = scrollback.head();
  state.headAt = 0;
  state.position = scrollback.start();
  state.until = scrollback.end();
  state.size = null;
  return { type: 'replay' };
}

/** The size the next bytes were written for, when the page has another one. */
function dueSize(state: State): TerminalOutput | null {
  const { scrollback, phase, position } = state;
  const { cols, rows } = phase === 'head' ? scrollback.headSize() : scrollback.sizeAt(position);
  if (state.size !== null && sameSize(state.size, { cols, rows })) return null;
  state.size = { cols, rows };
  return { type: 'size', cols, rows };
}

function takeHead(state: State, room: number): Uint8Array<ArrayBuffer> {
  const piece = state.head.slice(state.headAt, state.headAt + Math.min(PIECE, room));
  state.headAt += piece.length;
  return piece;
}

function take(state: State, room: number): Uint8Array<ArrayBuffer> {
  const { scrollback, position } = state;
  const until = state.phase === 'live' ? Infinity : Math.min(state.until, scrollback.sizeAt(position).until);
  const bytes = scrollback.read(position, Math.min(PIECE, room, until - position));
  state.position += bytes.length;
  return bytes;
}
