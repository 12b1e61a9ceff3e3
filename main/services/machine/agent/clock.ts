import { pause } from '../../engine/pause';
import { type Agent, AgentError } from './types';

/** A clock under emulation drifts by seconds a day. */
const PERIOD_MS = 10 * 60_000;
/** A host that slept is noticed this long after it woke, at the latest. */
const WATCH_MS = 3_000;
/** A jump of the host's clock that the guest is told of. */
const JUMP_MS = 300;
/** Where the steady clock runs on while the host sleeps (macOS, Windows), only a late timer tells. */
const LATE_MS = 2_000;
/** An answer that took longer was set from a time that was old by then: the guest stood still, or was busy. */
const ROUND_TRIP_MS = 400;
/** How long a question may lie in a guest that stands still. Its answer, however late, says that it moves again. */
const ANSWER_MS = 60_000;
const AGAIN_MS = 1_000;
const QUICK_TRIES = 5;

export interface ClockOptions {
  readonly agent: Pick<Agent, 'time' | 'subscribe' | 'connected'>;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** Whether the guest's CPUs run now; default true. */
  readonly running?: boolean;
  /** The host's clocks, ms: the one people read, and one that never steps. */
  readonly clocks?: { readonly wall: () => number; readonly steady: () => number };
  readonly watchMs?: number;
  readonly periodMs?: number;
}

export interface ClockKeeper {
  /** False while the machine sleeps or is stopped: no timer runs then. True sets the clock at once. */
  setRunning(running: boolean): void;
  /** How far off the guest was when it was set last (guest minus host, ms); null: not yet. */
  lastSkewMs(): number | null;
}

/** Keeps the guest's clock right: at each connection, every ten minutes, and right after the host slept or stepped its own. */
export function keepClock(options: ClockOptions): ClockKeeper {
  const { agent, signal, log } = options;
  const clocks = options.clocks ?? { wall: () => Date.now(), steady: () => performance.now() };
  let lastSkew: number | null = null;
  let current = new AbortController();
  let stopWatch: () => void = () => undefined;
  let running = false;

  /** What is under way is given up: it may lie in a guest that stands still, and its time is old. */
  const set = (): void => {
    current.abort();
    current = new AbortController();
    if (!running || signal.aborted || agent.connected() === null) return;
    const onSet = (skewMs: number): void => {
      lastSkew = skewMs;
      if (Math.abs(skewMs) > 1000) log(`clock: the guest was off by ${Math.round(skewMs)} ms`);
    };
    void setClock({ agent, clocks, onSet, log }, current.signal);
  };
  const setRunning = (next: boolean): void => {
    if (next === running || signal.aborted) return;
    running = next;
    stopWatch();
    if (running) stopWatch = watchHost(options, clocks, set);
    set();
  };

  const unsubscribe = agent.subscribe((event) => {
    if (event.type === 'connected') set();
    else if (event.type === 'disconnected') current.abort();
  });
  const end = (): void => {
    unsubscribe();
    stopWatch();
    current.abort();
  };
  setRunning(options.running ?? true);
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return { setRunning, lastSkewMs: () => lastSkew };
}

type Clocks = NonNullable<ClockOptions['clocks']>;

interface Setting {
  readonly agent: Pick<Agent, 'time'>;
  readonly clocks: Clocks;
  readonly onSet: (skewMs: number) => void;
  readonly log: (line: string) => void;
}

/** Again until an answer came so quickly that the time it was set to was still true. */
async function setClock({ agent, clocks, onSet, log }: Setting, signal: AbortSignal): Promise<void> {
  for (let tries = 1; !signal.aborted; tries++) {
    const askedAt = clocks.steady();
    try {
      const { skewMs } = await agent.time(clocks.wall(), { signal, timeoutMs: ANSWER_MS });
      onSet(skewMs);
      if (clocks.steady() - askedAt <= ROUND_TRIP_MS) return;
    } catch (error) {
      const kind = error instanceof AgentError ? error.kind : null;
      // A new connection begins anew.
      if (kind === 'aborted' || kind === 'disconnected') return;
      log(`clock: ${error instanceof Error ? error.message : String(error)}`);
      await pause(AGAIN_MS, signal);
    }
    if (tries >= QUICK_TRIES) await pause(AGAIN_MS * tries, signal);
  }
}

/** Calls `set` when the host's clock jumped, when the host slept, and every period. */
function watchHost(
  { watchMs = WATCH_MS, periodMs = PERIOD_MS }: ClockOptions,
  clocks: Clocks,
  set: () => void,
): () => void {
  let wall = clocks.wall();
  let steady = clocks.steady();
  let dueAt = steady + periodMs;
  const timer = setInterval(() => {
    const passed = clocks.steady() - steady;
    const jumped = Math.abs(clocks.wall() - wall - passed) > JUMP_MS;
    wall = clocks.wall();
    steady += passed;
    if (!jumped && passed < watchMs + LATE_MS && steady < dueAt) return;
    dueAt = steady + periodMs;
    set();
  }, watchMs);
  timer.unref();
  return () => clearInterval(timer);
}
