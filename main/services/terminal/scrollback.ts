import { createByteRing, type ByteRing } from './byte-ring';
import { compact, type Segment } from './compact';
import { createScreenModes, type ScreenModes } from './screen-modes';
import { FIRST_SIZE, sameSize, type Sized } from './size';

/**
 * All that is needed to show a terminal's screen and its latest lines anew: what the program wrote, as bytes, and what
 * stands for the bytes before them. Bounded.
 */
export interface Scrollback {
  append(bytes: Uint8Array): void;
  /** From here on the program writes for this size. */
  resized(size: Sized): void;
  start(): number;
  end(): number;
  /** What has to be written before the bytes from `start` on, at a screen of `headSize`. */
  head(): Uint8Array;
  headSize(): Sized;
  read(from: number, max: number): Buffer<ArrayBuffer>;
  /** Of the screen, for the byte at this offset; and the offset up to which it holds. */
  sizeAt(offset: number): Sized & { readonly until: number };
  /** Set: the bytes up to `upTo` should be replaced by `compact`, before many more are appended. */
  isFull(): boolean;
  /** Resolves when it is done; the bytes from `upTo` on stay. Never rejects. */
  compact(upTo: number): Promise<void>;
}

const KIB = 1024;
/** Of what was written last; some 10,000 lines of a build. */
export const KEPT_BYTES = 1024 * KIB;
/** What may come while the older is being compacted. */
const SLACK = 512 * KIB;
const STEP = 64 * KIB;
/** A place for a cut is looked for so far. */
const SEARCH = 16 * KIB;
const MOST_SIZES = 1000;

interface Mark extends Sized {
  readonly offset: number;
}

interface State {
  readonly ring: ByteRing;
  /** Of the bytes before `tracked`. */
  modes: ScreenModes;
  tracked: number;
  head: Uint8Array;
  /** The first holds at the start. */
  sizes: Mark[];
  full: boolean;
}

export function createScrollback(keep = KEPT_BYTES): Scrollback {
  const state: State = {
    ring: createByteRing(keep + SLACK),
    modes: createScreenModes(),
    tracked: 0,
    head: new Uint8Array(),
    sizes: [{ offset: 0, ...FIRST_SIZE }],
    full: false,
  };
  const { ring } = state;
  return {
    append(bytes) {
      for (let at = 0; at < bytes.length; at += STEP) {
        const piece = bytes.subarray(at, at + STEP);
        // Nobody compacted in time: what does not fit is forgotten all the same.
        while (ring.end() - ring.start() + piece.length > keep + SLACK) forget(state);
        ring.append(piece);
        while (ring.end() - ring.start() > keep && !state.full) forgetOrAsk(state);
      }
    },
    resized: (size) => mark(state, size),
    start: () => ring.start(),
    end: () => ring.end(),
    head: () => state.head,
    headSize: () => state.sizes[0] ?? FIRST_SIZE,
    read: (from, max) => ring.read(from, max),
    sizeAt: (offset) => sizeAt(state, offset),
    isFull: () => state.full,
    compact: (upTo) => replace(state, upTo),
  };
}

function mark({ ring, sizes }: State, { cols, rows }: Sized): void {
  const last = sizes.at(-1);
  if (last !== undefined && sameSize(last, { cols, rows })) return;
  // Nothing was written for the one before.
  if (last?.offset === ring.end()) sizes.pop();
  sizes.push({ offset: ring.end(), cols, rows });
  if (sizes.length > MOST_SIZES) sizes.splice(1, 1);
}

function sizeAt({ sizes }: State, offset: number): Sized & { readonly until: number } {
  const next = sizes.findIndex((each) => each.offset > offset);
  const { cols, rows } = sizes[next < 0 ? sizes.length - 1 : Math.max(0, next - 1)] ?? FIRST_SIZE;
  return { cols, rows, until: sizes[next]?.offset ?? Infinity };
}

/** Follows what the bytes up to `to` set. */
function track(state: State, to: number): void {
  if (to <= state.tracked) return;
  state.modes.push(state.ring.read(state.tracked, to - state.tracked));
  state.tracked = to;
}

/** On the alternate screen old bytes may still be seen, so they are not simply forgotten. */
function forgetOrAsk(state: State): void {
  track(state, Math.max(state.tracked, state.ring.start() + STEP));
  if (state.modes.alternate()) state.full = true;
  else forget(state);
}

/** The oldest bytes go, up to the end of a line. */
function forget(state: State): void {
  const { ring, modes } = state;
  track(state, Math.min(ring.end(), Math.max(state.tracked, ring.start() + STEP)));
  const next = ring.read(state.tracked, SEARCH);
  state.tracked += modes.pushLine(next);
  cut(state, state.tracked, Buffer.from((modes.alternate() ? '\x1b[?1049h' : '') + modes.sequence()));
}

function cut(state: State, at: number, head: Uint8Array): void {
  const { cols, rows } = sizeAt(state, at);
  state.ring.drop(at);
  state.head = head;
  state.full = false;
  state.sizes = [{ offset: at, cols, rows }, ...state.sizes.filter(({ offset }) => offset > at)];
}

function segments(state: State, upTo: number): Segment[] {
  const { ring } = state;
  const all: Segment[] = [{ ...sizeAt(state, ring.start()), bytes: state.head }];
  for (let from = ring.start(); from < upTo;) {
    const { cols, rows, until } = sizeAt(state, from);
    const to = Math.min(until, upTo);
    all.push({ cols, rows, bytes: ring.read(from, to - from) });
    from = to;
  }
  return all;
}

async function replace(state: State, upTo: number): Promise<void> {
  const { ring, modes } = state;
  const from = ring.start();
  track(state, upTo - SEARCH);
  const rest = ring.read(state.tracked, upTo - state.tracked);
  const at = state.tracked + modes.pushToRest(rest);
  state.tracked += rest.length;
  const head = await compact(segments(state, at)).catch(() => null);
  // Overtaken: so much came that the oldest was forgotten.
  if (ring.start() !== from) return;
  if (head === null) forget(state);
  else cut(state, at, Buffer.concat([head, Buffer.from(keptModes(modes.sequence()))]));
}

/** What the drawn screen lacks. The margins would move its cursor home, which is put back. */
const keptModes = (sequence: string): string => `\x1b7${sequence}\x1b8`;
