import type { Loss } from './loss';
import type { Memory, Placed, Trace } from './memory';
import { endsLine, type TakeMessage } from './messages';

/** Messages that came while an engine with rotation sent on; more are not remembered, and not gone through again. */
export const RECOUNT_MEMORY = 1 << 20;

export interface Gap {
  /** Lines before this one are not here. */
  readonly line: number;
  readonly loss: Loss;
}

/** Goes through an answer that should hold what was read before, message by message. */
export interface Recount {
  readonly take: TakeMessage;
  /** Whether all that was read before has been seen again. */
  readonly done: () => boolean;
  /** Null: it did not hold what was read before, and tells nothing. */
  gaps(): readonly Gap[] | null;
}

/**
 * An engine that follows a log which it rotates meanwhile leaves out what it was too slow for, without a word. What it has
 * kept all the same is in an answer that does not follow: whatever stands there between two messages that came one after the
 * other was left out.
 *
 * @param from Of the messages in memory: the first that is compared. They are those of now: what comes later is not.
 */
export function createRecount(memory: Memory, from: number): Recount {
  const span = { from: Math.max(from, memory.count() - memory.kept()), until: memory.count() };
  const gaps: Gap[] = [];
  let at = span.from;
  let next: Placed | null = null;
  let begun = false;
  /** Its oldest is younger than what came first: what lay between is gone for good, and nobody knows how much. */
  let torn = false;
  let missing = 0;

  const goTo = (index: number): void => {
    at = index;
    next = at < span.until ? memory.at(at) : null;
  };
  const matched = (line: number): void => {
    if (missing > 0) gaps.push({ line, loss: { by: 'stream', count: missing, atLeast: torn } });
    torn = false;
    missing = 0;
    goTo(at + 1);
  };
  /** At the first message that is known of. */
  const begin = (trace: Trace): void => {
    const index = memory.find(trace, span.from, span.until);
    if (index < 0) return;
    begun = true;
    torn = index > span.from;
    // Else it stands before all that is compared.
    if (!torn) missing = 0;
    goTo(index);
  };
  /** So much came meanwhile that what is to be compared is no longer remembered. */
  const isForgotten = (): boolean => span.from < memory.count() - memory.kept();

  goTo(at);
  return {
    take: (message) => {
      const { micros, key } = message;
      if (next === null) return;
      if (!begun) begin({ micros, key });
      if (begun && next.micros === micros && next.key === key) matched(next.line);
      else if (endsLine(message)) missing += 1;
    },
    done: () => next === null,
    gaps: () => (next === null && !isForgotten() ? gaps : null),
  };
}

export interface Recounts {
  /** What was read up to now needs none: it is what the engine had. */
  trust(): void;
  /** So many bytes came. */
  came(bytes: number): void;
  /** Compares what came since the last time; resolves when that is done. Never rejects. */
  now(): Promise<void>;
  close(): void;
}

export interface RecountsOptions {
  readonly memory: Memory;
  /** Reads what the engine has from that time on (µs since the epoch) into `recount`, and no further than it is `done`. */
  readonly read: (sinceMicros: number, recount: Recount) => Promise<void>;
  readonly onGap: (gap: Gap) => void;
}

/** Messages of about the same time stand in any order. */
const EARLIER_MICROS = 1_000_000;
/** A log that is being written to is not read twice. */
const QUIET_MS = 1_000;
/** Less than this does not fill a file that is rotated. */
const LEAST_BYTES = 64 * 1024;

/** Goes through what came whenever it is quiet after much came. */
export function createRecounts({ memory, read, onGap }: RecountsOptions): Recounts {
  let from = memory.count();
  let bytes = 0;
  let timer: NodeJS.Timeout | null = null;
  let going: Promise<void> | null = null;

  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const compare = async (): Promise<void> => {
    // The last one that is known to be in its place, too: what comes next may be missing.
    const first = Math.max(0, from - 1, memory.count() - memory.kept());
    const until = memory.count();
    if (first >= until) return;
    bytes = 0;
    const recount = createRecount(memory, first);
    try {
      await read(memory.at(first).micros - EARLIER_MICROS, recount);
    } catch {
      // The connection broke: the next time it is gone through as well.
      return;
    }
    from = until;
    for (const gap of recount.gaps() ?? []) onGap(gap);
  };
  const now = async (): Promise<void> => {
    stop();
    if (bytes < LEAST_BYTES) return;
    going ??= compare().finally(() => (going = null));
    await going;
  };
  return {
    trust: () => {
      from = memory.count();
      bytes = 0;
    },
    came: (length) => {
      bytes += length;
      if (timer === null) timer = setTimeout(() => void now(), QUIET_MS).unref();
      else timer.refresh();
    },
    now,
    close: stop,
  };
}
