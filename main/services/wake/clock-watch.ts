import fs from 'node:fs';

/** Clocks, in ms. */
export interface Clocks {
  /** The one people read. */
  wall(): number;
  /** Never set, and on most systems stands still while the computer sleeps. */
  steady(): number;
  /** Never set, and runs on while the computer sleeps; null: this system has none that could be read. */
  boot(): number | null;
}

export interface Jump {
  /** As in the contract's `wakeReport`. */
  readonly kind: 'slept' | 'stood-still' | 'clock-set';
  readonly ms: number;
}

/** One look at all clocks. */
interface Tick {
  readonly wall: number;
  readonly steady: number;
  readonly boot: number | null;
}

/** Seconds with two digits. */
function bootOf(): number | null {
  try {
    const [seconds = ''] = fs.readFileSync('/proc/uptime', 'latin1').split(' ');
    const ms = Math.round(Number(seconds) * 1000);
    return Number.isFinite(ms) && ms > 0 ? ms : null;
  } catch {
    return null;
  }
}

export const systemClocks: Clocks = {
  wall: () => Date.now(),
  steady: () => performance.now(),
  boot: bootOf,
};

/** Costs nothing, and is soon enough. */
const EVERY_MS = 10_000;
const SLEPT_MS = 2_000;
/** A clock that is kept by the network is moved by less. */
const SET_MS = 2_000;
/** A busy computer is late by less. */
const LATE_MS = 5_000;

/** Between two looks that were to be `dueMs` apart; `lateMs`: what a busy computer may be late. null: nothing but time passed. */
export function judge(before: Tick, now: Tick, { dueMs, lateMs = LATE_MS }: Expected): Jump | null {
  const steady = now.steady - before.steady;
  const boot = before.boot === null || now.boot === null ? null : now.boot - before.boot;
  const slept = boot === null ? 0 : boot - steady;
  if (slept > SLEPT_MS) return { kind: 'slept', ms: Math.round(slept) };
  const set = now.wall - before.wall - (boot ?? steady);
  // Without a clock that tells, a jump forward is mostly a sleep.
  if (Math.abs(set) > SET_MS)
    return { kind: boot === null && set > dueMs ? 'slept' : 'clock-set', ms: Math.round(set) };
  return steady > dueMs + lateMs ? { kind: 'stood-still', ms: Math.round(steady - dueMs) } : null;
}

interface Expected {
  readonly dueMs: number;
  readonly lateMs?: number;
}

export interface WatchOptions {
  readonly clocks?: Clocks;
  readonly everyMs?: number;
  readonly lateMs?: number;
}

/** Calls `onJump` soon after the computer slept, this process stood still, or the clock was set. Returns its end. */
export function watchClocks(onJump: (jump: Jump) => void, options: WatchOptions = {}): () => void {
  const { clocks = systemClocks, everyMs = EVERY_MS, lateMs = LATE_MS } = options;
  const look = (): Tick => ({ wall: clocks.wall(), steady: clocks.steady(), boot: clocks.boot() });
  let before = look();
  const timer = setInterval(() => {
    const now = look();
    const jump = judge(before, now, { dueMs: everyMs, lateMs });
    before = now;
    if (jump !== null) onJump(jump);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
