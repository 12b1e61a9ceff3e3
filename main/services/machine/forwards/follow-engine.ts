import { createPause, type Pause } from '../../engine/pause';
import type { Engine, EngineClient, EngineEvent } from '../../engine/types';
import { createTimetable, type Timetable, type Timing, USUAL_TIMING } from './timetable';

/** One connection to the engine. */
export interface Session {
  readonly client: EngineClient;
  /** Aborted when it is over. */
  readonly epoch: AbortSignal;
}

export interface FollowOptions {
  readonly engine: Pick<Engine, 'subscribe'>;
  readonly matters: (event: EngineEvent) => boolean;
  /** Lists, and acts; resolves with false when something is left to be tried again. One at a time; never rejects. */
  readonly pass: (session: Session) => Promise<boolean>;
  readonly onDisconnected?: () => void;
  readonly timing?: Timing;
}

export interface Following {
  /** Another pass, as soon as may be. */
  soon(): void;
  /** Resolves when nothing is under way. */
  close(): Promise<void>;
}

/** A pass at each connection, after each event that matters (and somewhat later again), and after one that failed. */
export function followEngine({ engine, matters, pass, onDisconnected, timing }: FollowOptions): Following {
  const timetable = createTimetable(timing ?? USUAL_TIMING);
  const pause = createPause();
  const closing = new AbortController();
  let session: Session | null = null;

  const soon = (): void => {
    timetable.soon(performance.now());
    pause.wake();
  };
  const running = keepPassing({ pass, timetable, pause, session: () => session, signal: closing.signal });
  const unsubscribe = engine.subscribe({
    connected: (client, epoch) => {
      session = { client, epoch };
      soon();
    },
    event: (event) => {
      if (!matters(event)) return;
      timetable.happened(performance.now());
      pause.wake();
    },
    disconnected: () => {
      session = null;
      onDisconnected?.();
    },
  });
  return {
    soon,
    close: () => {
      unsubscribe();
      closing.abort();
      return running;
    },
  };
}

interface Passing {
  readonly pass: (session: Session) => Promise<boolean>;
  readonly timetable: Timetable;
  readonly pause: Pause;
  readonly session: () => Session | null;
  readonly signal: AbortSignal;
}

async function keepPassing({ pass, timetable, pause, session, signal }: Passing): Promise<void> {
  while (!signal.aborted) {
    const now = session();
    const wait = now === null ? null : timetable.wait(performance.now());
    if (now === null || wait !== 0) {
      await pause.wait(wait, signal);
      continue;
    }
    timetable.begin(performance.now());
    const done = await pass(now);
    timetable.end(performance.now(), !done);
  }
}
