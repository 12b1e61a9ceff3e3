import type { ContainerChange, ContainerJob, JobProgress, RemovalFacts } from '../../contract/containers';
import { containerPath } from '../engine/container-path';
import type { RecordCommand } from '../engine/noted';
import type { Engine, Unsubscribe } from '../engine/types';
import { cliLines, type RenameWish } from './cli';
import { removalFacts } from './removal-facts';
import { renameRequest } from './requests';
import { act, type Keep, nameIn, runJob } from './run-job';
import { type ContainerStore, createStore } from './store';
import { say } from '../../../texts/say';

/** All that can be done with containers. What asks the engine rejects with EngineError. */
export interface Containers {
  watch(signal: AbortSignal): AsyncIterable<ContainerChange>;
  /** `/containers/{id}/json` as JSON text, unchanged. */
  inspect(id: string, signal: AbortSignal): Promise<string>;
  run(job: ContainerJob, signal: AbortSignal): AsyncIterable<JobProgress>;
  rename(id: string, name: string): Promise<void>;
  removalFacts(ids: readonly string[]): Promise<RemovalFacts[]>;
  /** The docker CLI lines that do the same. */
  cli(wish: ContainerJob | RenameWish): string;
  /** Its id where there is no such container. */
  nameOf(id: string): string;
  close(): void;
}

export interface ContainersOptions {
  readonly engine: Engine;
  readonly record: RecordCommand;
  readonly log: (line: string) => void;
  /** Called before a container is removed that is to be kept; it stays when this rejects. Left out: none can be kept. */
  readonly keep?: Keep;
}

export function createContainers({ engine, record, log, keep = noBin }: ContainersOptions): Containers {
  const engineNow = (): number => Date.now() + engine.state().status.clockSkewMs;
  const store = createStore({ engineNow, log });
  const acting = { engine, store, record, keep };
  const nameOf = nameIn(store.rows);
  const cli = (wish: ContainerJob | RenameWish): string => cliLines(engine.cliPrefix(), wish, nameOf);
  const endings = [clearOnSwitch(engine, store), engine.subscribe(store.listener)];
  return {
    watch: (signal) => store.watch(signal),
    inspect: (id, signal) => engine.client.text({ method: 'GET', path: containerPath(id, 'json'), signal }),
    run: (job, signal) => runJob(acting, job, signal),
    rename(id, name) {
      const command = cli({ action: 'rename', id, name });
      return act(acting, { id, action: 'rename', request: renameRequest(id, name), command });
    },
    removalFacts: (ids) => removalFacts(engine.client, store.rows, ids),
    cli,
    nameOf: (id) => nameOf(id) || id,
    close: () => {
      for (const end of endings) end();
    },
  };
}

const noBin: Keep = () => Promise.reject(new Error(say('There is no bin.')));

/** One engine's containers must not stand under another one's name, not even as stale. */
function clearOnSwitch(engine: Engine, store: ContainerStore): Unsubscribe {
  let shown = engine.state().status.engine?.key;
  return engine.onState(() => {
    const key = engine.state().status.engine?.key ?? shown;
    if (key !== shown && shown !== undefined) store.clear();
    shown = key;
  });
}
