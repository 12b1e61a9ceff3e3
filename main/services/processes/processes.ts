import type { ProcessChange, SignalName, SignalTarget } from '../../contract/processes';
import { isCutOff, type RecordCommand } from '../engine/noted';
import type { Engine } from '../engine/types';
import { signalLine } from './cli';
import { containerNow } from './container-now';
import { cut } from '../engine/loose';
import { findTarget, type RowWish, signalInside, signalMain, type Target } from './signal';
import { NoSignalWay } from './signal-errors';
import { watchProcesses } from './watch';

export interface SignalWish {
  readonly id: string;
  readonly signal: SignalName;
  readonly target: Target;
}

/** The processes of containers. What asks the engine rejects with EngineError, NoSignalWay or ProcessGone. */
export interface Processes {
  watch(id: string, signal: AbortSignal): AsyncIterable<ProcessChange>;
  find(wish: RowWish): Promise<SignalTarget>;
  signal(wish: SignalWish): Promise<void>;
}

const MESSAGE_LIMIT = 4096;

export function createProcesses({
  engine,
  record,
}: {
  readonly engine: Engine;
  readonly record: RecordCommand;
}): Processes {
  return {
    watch: (id, signal) => watchProcesses(engine, id, signal),
    find: (wish) => findTarget(engine.client, wish),
    async signal({ id, signal, target }) {
      const { name } = await containerNow(engine.client, id);
      const finish = record(signalLine(engine.cliPrefix(), { name: name || id, signal, target }));
      try {
        if (target.kind === 'main') await signalMain(engine.client, id, target.startedAt, signal);
        else await signalInside(engine.client, id, target, signal);
        finish('done', '');
      } catch (error) {
        const words = error instanceof NoSignalWay && error.detail !== '' ? error.detail : String(error);
        finish(isCutOff(error) ? 'unknown' : 'failed', cut(words, MESSAGE_LIMIT));
        throw error;
      }
    },
  };
}
