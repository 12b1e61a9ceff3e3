import type { StopChange } from '../../contract/stops';
import { createPause, pause as rest } from '../engine/pause';
import { type Engine, EngineError, type EngineEvent } from '../engine/types';
import { happeningOf } from './history';
import { type Known, look, type Looking } from './look';

/** Events come in bursts, and an inspect right after one may still tell the state before. */
const SETTLE_MS = 200;
const SECOND_LOOK_MS = 1500;

/** Its story goes on, or a health check may have ended. */
const isTelling = (event: EngineEvent, checked: boolean): boolean =>
  happeningOf(event) !== null || (checked && event.action === 'exec_die');

/** One container's facts as long as somebody reads. Throws EngineError when nothing can be told from the beginning. */
export async function* watchStop(
  engine: Pick<Engine, 'subscribe'>,
  looking: Looking,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<StopChange, void, undefined> {
  const pause = createPause();
  const known: Known = { asked: null, tail: null };
  let changes = 0;
  let checked = true;
  const noteChange = (): void => {
    changes += 1;
    pause.wake();
  };
  const stop = engine.subscribe({
    connected: () => {
      known.asked = null;
      noteChange();
    },
    disconnected: noteChange,
    event: (event) => {
      if (event.type === 'container' && event.id === id && isTelling(event, checked)) noteChange();
    },
  });
  try {
    let told = false;
    let looked = 0;
    while (!signal.aborted) {
      const at = changes;
      const change = await lookAt(looking, id, known, signal).catch((error: unknown) => lost(error, told));
      told = true;
      if (change.type === 'facts') checked = change.facts.health !== null;
      yield change;
      looked += 1;
      if (at === changes) await pause.wait(looked === 1 && change.type === 'facts' ? SECOND_LOOK_MS : null, signal);
      if (at === changes) continue;
      looked = 0;
      await rest(SETTLE_MS, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stop();
  }
}

const lookAt = async (looking: Looking, id: string, known: Known, signal: AbortSignal): Promise<StopChange> => ({
  type: 'facts',
  facts: await look(looking, id, known, signal),
});

/** What was told stands on where there was something. */
function lost(error: unknown, told: boolean): StopChange {
  if (!told || !(error instanceof EngineError) || error.kind === 'aborted') throw error;
  return error.status === 404 ? { type: 'gone' } : { type: 'stale' };
}
