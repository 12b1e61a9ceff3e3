import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import type { ComposeRun, RunReport } from '../../../contract/compose-runs';
import type { RowChange } from '../../../contract/rows';
import { watchTold } from '../../engine/told-rows';
import { createChanges } from '../changes';
import { ComposeFault } from '../types';
import type { Drive } from './drive';
import { type Entry, runOf } from './entry';
import { type History, openHistory } from './history';
import { openLogFile } from './log-file';
import { createOutput, type Output } from './output';
import { reportKept, reportLive } from './report';
import { CLOSING, doRun, type RunParts } from './run';
import { createSteps } from './steps';
import { isBeside } from './words';

export type Beginning = Pick<ComposeRun, 'key' | 'project' | 'wish' | 'command' | 'engine'>;

/** Calls of the compose CLI under way, and those that are over. */
export interface Runs {
  /** Its id. Rejects with ComposeFault `busy`. */
  start(beginning: Beginning, drive: Drive): Promise<string>;
  /** Throws ComposeFault `busy`. */
  check(project: string): void;
  /** Resolves when it is over. Rejects with ComposeFault `gone`. */
  ended(id: string): Promise<ComposeRun>;
  /** Of what is being done to a project now. */
  underWay(project: string): Pick<ComposeRun, 'id' | 'wish'> | null;
  watch(signal: AbortSignal): AsyncGenerator<RowChange<ComposeRun>, void, undefined>;
  /** Throws ComposeFault `gone`. */
  report(id: string, signal: AbortSignal): AsyncGenerator<RunReport, void, undefined>;
  cancel(id: string): void;
  /** null: all that are over. */
  forget(id: string | null): Promise<void>;
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

const OWNER_ONLY = 0o700;
const newId = (): string => `${Date.now().toString(36)}-${randomBytes(4).toString('hex')}`;

type Entries = ReadonlyMap<string, Entry>;

/** Those of a project that are not over; what everything else waits for comes first. */
const runningOf = (entries: Entries, project: string): readonly Entry[] =>
  [...entries.values()]
    .filter((each) => each.state === 'running' && each.begun.project === project)
    .sort((a, b) => Number(isBeside(a.begun.wish)) - Number(isBeside(b.begun.wish)));

function checkBusy(entries: Entries, project: string): void {
  const [first] = runningOf(entries, project);
  if (first !== undefined && !isBeside(first.begun.wish)) throw new ComposeFault('busy', project, first.begun.command);
}

async function* reportOf(
  entry: Entry | undefined,
  history: History,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<RunReport, void, undefined> {
  if (entry !== undefined) {
    yield* reportLive(entry, signal);
    return;
  }
  const kept = await history.record(id);
  if (kept === null) throw new ComposeFault('gone', '', id);
  yield* reportKept(kept, await history.log(id));
}

const entryOf = (id: string, beginning: Beginning, output: Output): Entry => ({
  ...{ id, output, begun: { ...beginning, startedAt: Date.now() }, steps: createSteps() },
  ...{ controller: new AbortController(), listeners: new Set(), state: 'running', endedAt: null },
  ...{ exitCode: null, failure: '', settled: new Promise(() => undefined) },
});

/** @returns The id of what it begins. */
const createBegin =
  (parts: RunParts, entries: Map<string, Entry>, tell: () => void) =>
  (beginning: Beginning, drive: Drive): string => {
    const id = newId();
    const file = openLogFile(parts.history.dir, id, parts.log);
    const entry = entryOf(id, beginning, createOutput(file));
    entries.set(id, entry);
    // Of its lines nobody hears here, but of its end.
    entry.listeners.add(() => entry.state !== 'running' && tell());
    entry.settled = doRun(parts, entry, drive, file).finally(() => {
      // Who reads it has it still; who comes later reads the file.
      entries.delete(id);
      tell();
    });
    tell();
    return id;
  };

export function createRuns({
  dataDir,
  record,
  log,
}: Pick<RunParts, 'record' | 'log'> & { readonly dataDir: string }): Runs {
  const history = openHistory(dataDir);
  const entries = new Map<string, Entry>();
  const changes = createChanges();
  const { tell, onChange } = changes;
  const begin = createBegin({ history, record, log }, entries, tell);
  const rows = async (): Promise<readonly ComposeRun[]> => {
    const kept = await history.rows();
    return [...[...entries.values()].map(runOf), ...kept.filter(({ id }) => !entries.has(id))];
  };
  return {
    async start(beginning, drive) {
      await fs.mkdir(history.dir, { recursive: true, mode: OWNER_ONLY }).catch(() => undefined);
      checkBusy(entries, beginning.project);
      return begin(beginning, drive);
    },
    check: (project) => checkBusy(entries, project),
    async ended(id) {
      const entry = entries.get(id);
      if (entry !== undefined) return entry.settled;
      const kept = await history.record(id);
      if (kept === null) throw new ComposeFault('gone', '', id);
      return kept.run;
    },
    underWay(project) {
      const [first] = runningOf(entries, project);
      return first === undefined ? null : { id: first.id, wish: first.begun.wish };
    },
    watch: (signal) => watchTold({ read: rows, keyOf: ({ id }) => id, onChange: changes.onChange }, signal),
    report: (id, signal) => reportOf(entries.get(id), history, id, signal),
    cancel: (id) => entries.get(id)?.controller.abort(),
    async forget(id) {
      const over = (await history.rows()).map((run) => run.id).filter((each) => !entries.has(each));
      await history.remove(over.filter((each) => id === null || each === id));
      tell();
    },
    onChange,
    async close() {
      for (const { controller } of entries.values()) controller.abort(CLOSING);
      await Promise.all([...entries.values()].map(({ settled }) => settled));
    },
  };
}
