import { createPause, type Pause } from '../engine/pause';
import type { Manner } from './take';

/** Questions an engine that answers at once gets side by side. */
const PROMPT_IN_FLIGHT = 4;
/** Over a network those that wait share the connections that the user's requests need too. */
const REMOTE_IN_FLIGHT = 6;
const LOCAL_IN_FLIGHT = 64;
/** As an engine's collector has it: what waits for it is asked in one group each. */
const COLLECTOR_MS = 1_000;
/** An answer that waited for the collector is late only above this: its round takes its own time. */
const LATE_MS = 1_500;
/** Fewer in one group are not worth a round of the collector. */
const LEAST_GROUP = 16;
/** However slow the engine is, it is asked again after this. */
export const LONGEST_PERIOD_MS = 60_000;
/** Kept free at the end of a round, so that one that is a little late does not delay the next. */
const SPREAD = 0.9;

export interface RoundsOptions {
  /** Whom to ask in the round that begins now. Empty: nobody, until `wake`. */
  readonly ids: () => readonly string[];
  /** Time from round to round while the engine keeps up, ms. Shorter than it was: whoever waits for the next round need not. */
  readonly periodMs: () => number;
  /** A round is spread over so much of it, ms; left out: over all of it. */
  readonly spreadMs?: number;
  readonly manner: () => Manner;
  /** Asks; never rejects. */
  readonly ask: (id: string) => Promise<void>;
  /** Those are asked first and at once: somebody waits for their first value. */
  readonly urgent: (id: string) => boolean;
  readonly onRound?: (round: Round) => void;
}

export interface Round {
  readonly count: number;
  readonly tookMs: number;
  /** Of `periodMs`, when it began. */
  readonly plannedMs: number;
  /** Until the next one, counted from the beginning of this. */
  readonly periodMs: number;
}

export interface Rounds {
  /** `ids` may have more to say. */
  wake(): void;
  /** Resolves when the signal has ended it. */
  readonly over: Promise<void>;
}

/**
 * Round after round until `signal` aborts. A round is spread over its period and never overlaps the one before; when
 * answers take long, rounds become rarer.
 */
export function startRounds(options: RoundsOptions, signal: AbortSignal): Rounds {
  const pause = createPause();
  const run = async (): Promise<void> => {
    while (!isOver(signal)) {
      const ids = options.ids();
      if (ids.length === 0) {
        await pause.wait(null, signal);
        continue;
      }
      const began = performance.now();
      const plannedMs = options.periodMs();
      const answersMs = await round(options, ids, signal);
      const tookMs = performance.now() - began;
      const periodMs = nextPeriod(options, answersMs);
      options.onRound?.({ count: ids.length, tookMs, plannedMs, periodMs });
      await waitFor(pause, { began, periodMs }, options, signal);
    }
  };
  return { wake: () => pause.wake(), over: run() };
}

// A function, because the compiler takes a condition it has seen for settled, awaits or not.
const isOver = (signal: AbortSignal): boolean => signal.aborted;

/** Woken for nothing urgent it goes on waiting, but no longer than its period is by then. */
async function waitFor(
  pause: Pause,
  { began, periodMs }: { readonly began: number; readonly periodMs: number },
  options: RoundsOptions,
  signal: AbortSignal,
): Promise<void> {
  const plannedMs = options.periodMs();
  const leftMs = (): number => {
    const present = options.periodMs();
    return began + (present < plannedMs ? present : periodMs) - performance.now();
  };
  for (let left = leftMs(); left > 0 && !isOver(signal); left = leftMs()) {
    await pause.wait(left, signal);
    if (options.ids().some(options.urgent)) return;
  }
}

const inFlightLimit = ({ waits, local }: Manner): number =>
  waits ? (local ? LOCAL_IN_FLIGHT : REMOTE_IN_FLIGHT) : PROMPT_IN_FLIGHT;

/** Asks all of them; resolves with how long each took to answer, ms. */
async function round(options: RoundsOptions, ids: readonly string[], signal: AbortSignal): Promise<readonly number[]> {
  const { manner, ask, urgent } = options;
  const spreadMs = options.spreadMs ?? options.periodMs();
  const limit = inFlightLimit(manner());
  const pause = createPause();
  const running = new Set<Promise<void>>();
  const took: number[] = [];
  const begin = async (id: string): Promise<void> => {
    while (running.size >= limit) await Promise.race(running);
    if (signal.aborted) return;
    const began = performance.now();
    const asking: Promise<void> = ask(id).finally(() => {
      running.delete(asking);
      took.push(performance.now() - began);
    });
    running.add(asking);
  };

  const first = new Set(ids.filter(urgent));
  const rest = ids.filter((id) => !first.has(id));
  for (const id of first) await begin(id);
  const group = manner().waits ? groupSize(rest.length, spreadMs) : 1;
  const began = performance.now();
  for (let at = 0; at < rest.length && !isOver(signal); at += group) {
    const due = began + (SPREAD * spreadMs * at) / rest.length;
    const wait = due - performance.now();
    if (at > 0 && wait > 1) await pause.wait(wait, signal);
    for (const id of rest.slice(at, at + group)) await begin(id);
  }
  await Promise.all(running);
  return took;
}

/** Where answers come together, with the collector's round: so much rest for each ms that it is late. */
const REST = 4;

/** One group for each of the collector's rounds, unless that would be too small a one. */
const groupSize = (count: number, spreadMs: number): number =>
  Math.max(LEAST_GROUP, Math.ceil(count / Math.max(1, Math.floor(spreadMs / COLLECTOR_MS))));

/**
 * The engine is asked for no more than one answer's worth at a time on average, however long it takes for one; where answers
 * wait by nature, what they take above that is what counts, and as they come together it counts once.
 */
function nextPeriod({ periodMs, manner }: RoundsOptions, answersMs: readonly number[]): number {
  const sum = answersMs.reduce((total, ms) => total + ms, 0);
  const late = sum / Math.max(1, answersMs.length) - LATE_MS;
  const work = manner().waits ? REST * late : sum;
  return Math.min(LONGEST_PERIOD_MS, Math.max(periodMs(), work));
}
