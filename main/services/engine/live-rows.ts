import type { RowChange } from '../../contract/rows';
import { createPause, pause as rest } from './pause';
import { createTold } from './told-rows';
import type { Engine, EngineClient, EngineEvent } from './types';

export interface LiveRows<R> {
  /** Reads the whole list. Rejects with EngineError. */
  readonly read: (client: EngineClient, signal: AbortSignal) => Promise<readonly R[]>;
  readonly keyOf: (row: R) => string;
  /** Whether the list may be another one after this event. */
  readonly concerns: (event: EngineEvent) => boolean;
}

/** Events come in bursts: the list is read again at most so often, ms; and takes at most a tenth of the engine's time. */
const PERIOD_MS = 300;
const SHARE = 10;
const RETRY_MS = 2000;

const isOver = (signal: AbortSignal): boolean => signal.aborted;

/**
 * A list of the engine's that is small enough to be read whole: read when somebody looks and whenever an event concerns it, and
 * told as what changed. Ends with `signal`; never throws: what cannot be read is `stale`, and is tried again.
 */
export async function* watchRows<R>(
  engine: Pick<Engine, 'client' | 'subscribe'>,
  { read, keyOf, concerns }: LiveRows<R>,
  signal: AbortSignal,
): AsyncGenerator<RowChange<R>, void, undefined> {
  const pause = createPause();
  const differences = createTold(keyOf);
  const known = { changes: 0, connected: false };
  const note = (): void => {
    known.changes += 1;
    pause.wake();
  };
  const connect = (connected: boolean): void => {
    known.connected = connected;
    note();
  };
  const stop = engine.subscribe({
    connected: () => connect(true),
    disconnected: () => connect(false),
    event: (event) => {
      if (concerns(event)) note();
    },
  });
  try {
    yield { type: 'reset' };
    while (!isOver(signal)) {
      const at = known.changes;
      const began = performance.now();
      const rows = known.connected ? await read(engine.client, signal).catch(() => null) : null;
      if (isOver(signal)) return;
      if (rows === null) yield { type: 'stale' };
      else {
        yield* differences(rows);
        yield { type: 'synced' };
      }
      await rest(Math.max(PERIOD_MS, (performance.now() - began) * SHARE), signal);
      if (at === known.changes) await pause.wait(rows === null && known.connected ? RETRY_MS : null, signal);
    }
  } finally {
    stop();
  }
}
