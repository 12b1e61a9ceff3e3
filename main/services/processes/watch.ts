import type { ProcessChange } from '../../contract/processes';
import { createPause } from '../engine/pause';
import { type Engine, EngineError } from '../engine/types';
import { type ContainerNow, containerNow } from './container-now';
import { withMain } from './main-process';
import { createTop } from './top';

/** From one answer to the next question. */
const PAUSE_MS = 2000;

/** They change whether, and which, processes run. */
const TELLING: ReadonlySet<string> = new Set(['start', 'die', 'stop', 'pause', 'unpause', 'restart', 'destroy']);

/** The processes of one container as long as somebody reads. Throws EngineError. */
export async function* watchProcesses(
  engine: Pick<Engine, 'client' | 'subscribe'>,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<ProcessChange, void, undefined> {
  const pause = createPause();
  const top = createTop(engine.client);
  let changes = 0;
  const noteChange = (): void => {
    changes += 1;
    pause.wake();
  };
  const stop = engine.subscribe({
    connected: noteChange,
    disconnected: noteChange,
    event: ({ type, id: whose, action }) => {
      if (type === 'container' && whose === id && TELLING.has(action)) noteChange();
    },
  });
  try {
    let known: { readonly now: ContainerNow; readonly at: number } | null = null;
    while (!signal.aborted) {
      const at = changes;
      const now: ContainerNow = known?.at === at ? known.now : await containerNow(engine.client, id, signal);
      known = { now, at };
      yield await look(top, { id, now, signal });
      // What rests is woken by an event only.
      if (at === changes) await pause.wait(now.running && !now.paused ? PAUSE_MS : null, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stop();
  }
}

interface Looking {
  readonly id: string;
  readonly now: ContainerNow;
  readonly signal: AbortSignal;
}

async function look(top: ReturnType<typeof createTop>, { id, now, signal }: Looking): Promise<ProcessChange> {
  if (!now.running) return { type: 'not-running', state: now.state };
  try {
    return { type: 'list', ...withMain(await top.ask(id, signal), now), paused: now.paused };
  } catch (error) {
    // It ended meanwhile, and the event is on its way.
    if (error instanceof EngineError && error.status === 409) return { type: 'not-running', state: 'exited' };
    throw error;
  }
}
