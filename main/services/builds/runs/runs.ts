import { randomBytes } from 'node:crypto';
import type { BuildReport, BuildRow } from '../../../contract/builds';
import type { RowChange } from '../../../contract/rows';
import type { EngineClient } from '../../engine/types';
import { BuildFault } from '../fault';
import { openHistory } from '../history/history';
import { createMemory } from '../missed/memory';
import { CLOSING } from './conclude';
import type { Entry } from './entry';
import { createLedger } from './ledger';
import { reportKept, reportLive } from './report';
import { createRun, type RunParts } from './run';
import { createTable } from './table';
import { watchTold } from '../../engine/told-rows';

export type Beginning = Pick<Entry, 'wish' | 'text' | 'sha256' | 'engine' | 'builder' | 'program'>;

/** Builds under way, and those that are over. */
export interface Runs {
  /** Its id. */
  start(beginning: Beginning): string;
  watch(signal: AbortSignal): AsyncGenerator<RowChange<BuildRow>, void, undefined>;
  /** Throws BuildFault `gone`. */
  report(id: string, signal: AbortSignal): AsyncGenerator<BuildReport, void, undefined>;
  cancel(id: string): void;
  /** null: all that are over. */
  forget(id: string | null): Promise<void>;
  close(): Promise<void>;
}

export interface RunsOptions extends Pick<RunParts, 'log' | 'drive'> {
  readonly client: EngineClient;
  readonly dataDir: string;
  readonly platform: NodeJS.Platform;
}

const newId = (): string => `${Date.now().toString(36)}-${randomBytes(4).toString('hex')}`;

const entryOf = (beginning: Beginning, id: string, ledger: Entry['ledger']): Entry => ({
  ...beginning,
  ...{ id, ledger, startedAt: Date.now(), controller: new AbortController(), bases: new Map() },
  ...{ told: {}, state: 'preparing', endedAt: null, failure: '', failedLine: null, settled: Promise.resolve() },
});

export function createRuns({ client, dataDir, platform, log, drive }: RunsOptions): Runs {
  const history = openHistory(dataDir);
  const memory = createMemory({ client, history, dataDir, platform });
  const table = createTable(history);
  const run = createRun({ history, table, log, drive });
  const { entries } = table;
  return {
    start(beginning) {
      const ledger = createLedger((step) => recollection.why(step, ledger.steps()));
      const entry = entryOf(beginning, newId(), ledger);
      const recollection = memory.recall({ ...entry, signal: entry.controller.signal });
      table.add(entry);
      entry.settled = run(entry, recollection);
      return entry.id;
    },
    watch: (signal) =>
      watchTold(
        { read: () => table.rows(), keyOf: ({ id }) => id, onChange: (listener) => table.onChange(listener) },
        signal,
      ),
    async *report(id, signal) {
      const entry = entries.get(id);
      if (entry !== undefined) {
        yield* reportLive(entry, signal);
        return;
      }
      const record = await history.record(id);
      if (record === null) throw new BuildFault('gone', '', id);
      yield* reportKept(record, await history.log(id));
    },
    cancel: (id) => entries.get(id)?.controller.abort(),
    async forget(id) {
      const over = (await history.rows()).filter((row) => !entries.has(row.id)).map((row) => row.id);
      await history.remove(over.filter((each) => id === null || each === id));
      table.changed();
    },
    async close() {
      for (const { controller } of entries.values()) controller.abort(CLOSING);
      await Promise.all([...entries.values()].map(({ settled }) => settled));
    },
  };
}
