import type { IncomingMessage } from 'node:http';
import { EngineError, type EngineClient } from '../../engine/types';
import { drain, type Brake } from './drain';
import { readFacts, type LogFacts } from './facts';
import { endsLine, type MessageReader, type Printed, readFrames, readTerminal, type TakeMessage } from './messages';
import { type Loss, THROWN_AWAY } from './loss';
import { createMemory, type Memory } from './memory';
import { createNap } from './nap';
import { createRecounts, RECOUNT_MEMORY, type Recounts } from './recount';
import { logRequest } from './request';
import { createRepeats } from './repeats';
import { createSeam } from './seam';

/** As in the contract's `logSourceState`. */
export type FollowState = 'reading' | 'following' | 'waiting' | 'unreadable' | 'gone';

export interface FollowSink extends Brake {
  message(message: Printed): void;
  /** A line that has no end yet will get none: the program has ended. */
  flush(): void;
  /** Lines read so far. */
  readonly lines: () => number;
  /** Lines before this one are not here. */
  lost(line: number, loss: Loss): void;
}

export interface FollowerOptions {
  readonly id: string;
  readonly sink: FollowSink;
  readonly onState: (state: FollowState, message: string) => void;
  /** The connection is over: what was being read is read on with the next one. */
  readonly onCut: () => void;
  readonly onFacts: (facts: LogFacts) => void;
}

/** Reads one container's whole log, then what comes, over any number of connections; no line is lost or read twice. */
export interface Follower {
  /** Goes on where it was, until the signal aborts or the container is no more. Never rejects. */
  run(client: EngineClient, signal: AbortSignal): Promise<void>;
  /** The container may be printing again. */
  kick(): void;
}

/** How much of the end is asked for when a read is resumed: little at first, as that is quick. */
const TAILS: readonly (number | null)[] = [2_000, 200_000, null];
const AGAIN_MS = 100;
/** What was printed while the history was read has come when nothing came for this long, or all of it came for that long. */
const QUIET_MS = 60;
const CATCH_UP_MS = 1_000;
const RETRY_MS = [50, 200, 1_000, 5_000] as const;

interface Link {
  readonly client: EngineClient;
  readonly signal: AbortSignal;
}

interface Reading extends FollowerOptions, Link {
  readonly memory: Memory;
  /** Null: the engine keeps the log as it is. */
  readonly recounts: Recounts | null;
}

/** What comes next need not be read. It leaves a reader, and never this file. */
class Enough extends Error {}
const UNBRAKED: Brake = { full: () => false, drained: () => Promise.resolve() };

export function createFollower(options: FollowerOptions): Follower {
  const memory = createMemory();
  const nap = createNap();
  let failures = 0;

  /** Reads until nothing more can come for now. Rejects with what the engine says. */
  const round = async (link: Link): Promise<void> => {
    if (memory.count() === 0) options.onState('reading', '');
    const facts = await readFacts(link.client, options.id, link.signal);
    options.onFacts(facts);
    const reading = { ...options, ...link, memory, recounts: recountsOf({ ...options, ...link, memory }, facts) };
    const running = await readOn(reading, facts).finally(() => reading.recounts?.close());
    failures = 0;
    // It restarts, or the connection was cut.
    if (running) return nap.sleep(AGAIN_MS, reading.signal);
    options.sink.flush();
    options.onState('waiting', '');
    return nap.sleep(null, reading.signal);
  };
  const failed = async (error: unknown, signal: AbortSignal): Promise<FollowState> => {
    if (signal.aborted) return 'waiting';
    const state = endingOf(error) ?? 'waiting';
    options.onState(state, error instanceof Error ? error.message : String(error));
    const retryMs = state === 'waiting' ? (RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0) : null;
    failures += 1;
    if (state !== 'gone') await nap.sleep(retryMs, signal);
    return state;
  };
  return {
    kick: () => nap.wake(),
    run: async (client, signal) => {
      let state: FollowState = 'reading';
      while (!signal.aborted && state !== 'gone') {
        nap.reset();
        try {
          await round({ client, signal });
        } catch (error) {
          state = await failed(error, signal);
        }
      }
      if (state !== 'gone') options.onCut();
    },
  };
}

/** States that no retry changes. */
function endingOf(error: unknown): 'gone' | 'unreadable' | null {
  if (!(error instanceof EngineError) || error.kind !== 'refused') return null;
  if (error.status === 404) return 'gone';
  // 501, and 500 of older engines: "configured logging driver does not support reading".
  return error.status === 501 || /does not support reading|logging driver/i.test(error.message) ? 'unreadable' : null;
}

const open = (
  reading: Link & Pick<FollowerOptions, 'id'>,
  wish: { follow: boolean; tail: number | null; sinceMicros: number | null },
) =>
  reading.client.stream({
    ...logRequest({ id: reading.id, timestamps: true, ...wish }),
    signal: reading.signal,
    // A container that has printed nothing yet may let us wait for the headers.
    timeoutMs: null,
  });

const readerOf = (facts: LogFacts, take: TakeMessage) => (facts.tty ? readTerminal(take) : readFrames(take));

function recountsOf(reading: Omit<Reading, 'recounts'>, facts: LogFacts): Recounts | null {
  if (!facts.rotates) return null;
  const { memory, sink } = reading;
  memory.atLeast(RECOUNT_MEMORY);
  return createRecounts({
    memory,
    read: async (sinceMicros, recount) => {
      const response = await open(reading, { follow: false, tail: null, sinceMicros });
      const reader = readerOf(facts, (message) => {
        recount.take(message);
        if (recount.done()) throw new Enough();
      });
      await drainUntilEnough(response, reader, UNBRAKED);
    },
    onGap: ({ line, loss }) => sink.lost(line, loss),
  });
}

/** True: the container runs still. */
async function readOn(reading: Reading, facts: LogFacts): Promise<boolean> {
  if (reading.memory.count() === 0) {
    await readOnce(reading, facts);
    reading.recounts?.trust();
  }
  const running = await followOn(reading, facts);
  await reading.recounts?.now();
  return running;
}

/** All that there is, from the first line on. */
async function readOnce(reading: Reading, facts: LogFacts): Promise<void> {
  const { memory, sink } = reading;
  const response = await open(reading, { follow: false, tail: null, sinceMicros: null });
  const reader = readerOf(facts, (message) => {
    memory.note(message.micros, message.key, sink.lines());
    sink.message(message);
  });
  await drain(response, reader, sink);
}

/** What came since, and what comes, until the connection or the container ends. True: the container runs still. */
async function followOn(reading: Reading, facts: LogFacts): Promise<boolean> {
  for (const tail of TAILS) {
    if ((await resume(reading, facts, tail)) === 'done') break;
  }
  const { running } = await readFacts(reading.client, reading.id, reading.signal);
  return running;
}

async function resume(reading: Reading, facts: LogFacts, tail: number | null): Promise<'done' | 'retry'> {
  const { memory, sink } = reading;
  const sinceMicros = memory.resumeFrom();
  const seam = createSeam(sinceMicros === null ? [] : memory.since(sinceMicros), tail === null);
  const isRepeat = createRepeats(memory);
  const wish = { follow: facts.running, tail: sinceMicros === null ? null : tail, sinceMicros };
  const response = await open(reading, wish);
  const quiet = whenQuiet(() => facts.running && reading.onState('following', ''));
  const reader = readerOf(facts, (message) => {
    quiet.disturb();
    const { micros, key } = message;
    const verdict = seam(micros, key);
    if (verdict === 'skip') return;
    if (verdict === 'retry') throw new Enough();
    // Only an engine that rotates sends again; others may give the lines of one write the same time.
    if (facts.rotates && isRepeat(micros, key, endsLine(message))) return;
    if (verdict === 'lost') sink.lost(sink.lines(), THROWN_AWAY);
    memory.note(micros, key, sink.lines());
    sink.message(message);
  });
  try {
    const outcome = await drainUntilEnough(response, countedBy(reading.recounts, reader), sink);
    // It did not overlap what was read before.
    return outcome === 'enough' ? 'retry' : 'done';
  } finally {
    quiet.cancel();
  }
}

const countedBy = (recounts: Recounts | null, reader: MessageReader): MessageReader =>
  recounts === null
    ? reader
    : {
        push: (chunk) => {
          recounts.came(chunk.length);
          reader.push(chunk);
        },
        end: () => reader.end(),
      };

/** Calls back once nothing came for a moment, or too much came for too long. */
function whenQuiet(act: () => void): { disturb(): void; cancel(): void } {
  const end = Date.now() + CATCH_UP_MS;
  let timer: NodeJS.Timeout | null = null;
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const done = (): void => {
    cancel();
    over = true;
    act();
  };
  let over = false;
  timer = setTimeout(done, QUIET_MS);
  return {
    cancel,
    disturb: () => {
      if (over) return;
      if (Date.now() > end) done();
      else timer?.refresh();
    },
  };
}

async function drainUntilEnough(
  response: IncomingMessage,
  reader: MessageReader,
  brake: Brake,
): Promise<'done' | 'enough'> {
  const outcome: { now: 'done' | 'enough' } = { now: 'done' };
  const push = (chunk: Buffer): void => {
    try {
      if (outcome.now === 'done') reader.push(chunk);
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
      outcome.now = 'enough';
      response.destroy();
    }
  };
  await drain(response, { ...reader, push }, brake);
  return outcome.now;
}
