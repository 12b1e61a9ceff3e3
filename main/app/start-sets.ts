import type { ComposeWish } from '../contract/compose-runs';
import type { Compose } from '../services/compose/compose';
import { ComposeFault } from '../services/compose/types';
import type { Containers } from '../services/containers/containers';
import type { RecordCommand } from '../services/engine/noted';
import type { Engine } from '../services/engine/types';
import { createStartSets, type StartSets } from '../services/start-sets/start-sets';
import type { Projects } from '../services/start-sets/types';
import type { AppOptions } from './options';
import type { Ground } from './shaping';
import { say } from '../../texts/say';

interface Others {
  readonly record: RecordCommand;
  /** The engine for those who may end containers. */
  readonly witnessed: Engine;
  readonly containers: Containers;
  readonly compose: Pick<Compose, 'nameOf' | 'startRun' | 'ended' | 'cancel'>;
}

export const createStartSetsOf = (
  { dataDir }: AppOptions,
  { log }: Ground,
  { record, witnessed, containers, compose }: Others,
): Promise<StartSets> =>
  createStartSets({
    ...{ engine: witnessed, record, log, dataDir },
    projects: projectsOf(compose),
    containers: (signal) => containers.watch(signal),
  });

/** What is there is started as it is; what is not there yet is made. */
const UP: ComposeWish = {
  ...{ verb: 'up', services: [], timeout: null, build: 'never', pull: 'auto', recreate: 'never' },
  ...{ noDeps: false, removeOrphans: false, renewVolumes: false, scale: [] },
};
const STOP: ComposeWish = { verb: 'stop', services: [], timeout: null };

const isOver = (signal: AbortSignal): boolean => signal.aborted;

function projectsOf(compose: Others['compose']): Projects {
  const run = async (key: string, wish: ComposeWish, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    const id = await compose.startRun(key, wish).catch((error: unknown) => {
      throw error instanceof ComposeFault ? new Error(faultWords(error)) : error;
    });
    const cancel = (): void => compose.cancel(id);
    signal.addEventListener('abort', cancel, { once: true });
    // It may have been cancelled while it began.
    if (isOver(signal)) cancel();
    try {
      const { state, failure, exitCode } = await compose.ended(id);
      if (state === 'done') return;
      throw new Error(failure || `compose ${wish.verb} ${state}, exit code ${String(exitCode ?? 'unknown')}`);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
  return {
    nameOf: (key) => compose.nameOf(key),
    start: (key, signal) => run(key, UP, signal),
    stop: (key, signal) => run(key, STOP, signal),
  };
}

/** In one line, beside the member that it is about. */
function faultWords({ fault, subject, detail }: ComposeFault): string {
  const words = detail || subject;
  switch (fault) {
    case 'no-cli':
      return say('There is no compose CLI that can be used. {words}', { words });
    case 'busy':
      return say('Something is being done to it already: {words}', { words });
    case 'no-compose-file':
      return say('There is no compose file in {subject}.', { subject });
    case 'not-found':
      return say('{subject} cannot be read: {detail}', { subject, detail });
    default:
      return words || fault;
  }
}
