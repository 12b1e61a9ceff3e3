import type {
  ComposeCli,
  ComposePlace,
  DownLoss,
  ProjectDetails,
  ProjectEvent,
  ProjectRow,
} from '../../contract/compose';
import type { ComposeRun, ComposeWish, RunReport } from '../../contract/compose-runs';
import type { RowChange } from '../../contract/rows';
import type { RecordCommand } from '../engine/noted';
import type { Engine } from '../engine/types';
import { createEvents } from './events/events';
import { createProjects } from './projects/projects';
import { createRuns } from './runs/runs';
import { createStart } from './runs/start';
import type { ComposeCaller, ReadModel } from './types';

export interface ComposeOptions {
  readonly engine: Pick<Engine, 'client' | 'subscribe' | 'state' | 'address' | 'cliPrefix'>;
  readonly record: RecordCommand;
  readonly log: (line: string) => void;
  /** Holds what is kept, and the history. */
  readonly dataDir: string;
  readonly caller: ComposeCaller;
  readonly readModel: ReadModel;
}

/** Compose projects, by the CLI the user has. Reject with ComposeFault and EngineError. */
export interface Compose {
  cli(): Promise<ComposeCli>;
  watch(signal: AbortSignal): AsyncGenerator<RowChange<ProjectRow>, void, undefined>;
  project(key: string, signal: AbortSignal): AsyncGenerator<ProjectDetails, void, undefined>;
  events(key: string, signal: AbortSignal): AsyncGenerator<{ events: ProjectEvent[] }, void, undefined>;
  /** null: a new one. @returns Its key. */
  keep(key: string | null, place: ComposePlace): Promise<string>;
  forget(key: string): Promise<void>;
  /** Its id, once it has begun. */
  startRun(key: string, wish: ComposeWish): Promise<string>;
  /** Resolves when the run is over, however. */
  ended(id: string): Promise<ComposeRun>;
  /** As compose calls the project; null: there is none of this key now. */
  nameOf(key: string): string | null;
  command(key: string, wish: ComposeWish): Promise<string>;
  downLoss(key: string, signal: AbortSignal): Promise<DownLoss>;
  runs(signal: AbortSignal): AsyncGenerator<RowChange<ComposeRun>, void, undefined>;
  report(id: string, signal: AbortSignal): AsyncIterable<RunReport>;
  cancel(id: string): void;
  /** null: all that are over. */
  forgetRun(id: string | null): Promise<void>;
  close(): Promise<void>;
}

export function createCompose(options: ComposeOptions): Compose {
  const { engine, caller } = options;
  const runs = createRuns(options);
  const projects = createProjects({ ...options, runs });
  const events = createEvents(engine, () => projects.names());
  const start = createStart({ engine, caller, projects, runs });
  return {
    cli: () => caller.cli(),
    watch: (signal) => projects.watch(signal),
    project: (key, signal) => projects.details(key, signal),
    async *events(key, signal) {
      const name = await projects.findName(key);
      for await (const part of events.read(name, signal)) yield { events: [...part] };
    },
    keep: (key, place) => projects.keep(key, place),
    forget: (key) => projects.forget(key),
    startRun: (key, wish) => start.start(key, wish),
    ended: (id) => runs.ended(id),
    nameOf: (key) => projects.nameOf(key),
    command: (key, wish) => start.command(key, wish),
    downLoss: (key, signal) => projects.downLoss(key, signal),
    runs: (signal) => runs.watch(signal),
    report: (id, signal) => runs.report(id, signal),
    cancel: (id) => runs.cancel(id),
    forgetRun: (id) => runs.forget(id),
    async close() {
      events.close();
      await runs.close();
    },
  };
}
