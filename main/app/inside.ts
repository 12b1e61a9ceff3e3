import type { ContainerChange } from '../contract/containers';
import type { RecordCommand } from '../services/engine/noted';
import type { Engine } from '../services/engine/types';
import { createFiles } from '../services/files/files';
import { createLogs } from '../services/logs/logs';
import { createProcesses } from '../services/processes/processes';
import type { Transfers } from '../services/shell/transfers';
import { createStats } from '../services/stats/stats';
import { createTerminals } from '../services/terminal/terminals';
import type { AppOptions } from './options';
import type { Ground } from './shaping';

interface Others {
  readonly record: RecordCommand;
  /** The engine for those who may end containers. */
  readonly witnessed: Engine;
  readonly transfers: Transfers;
  /** The list of containers as it is and as it changes. */
  readonly watch: (signal: AbortSignal) => AsyncIterable<ContainerChange>;
}

/** What is seen and done inside of containers. */
export function createInside(options: AppOptions, { settings, engine, log }: Ground, others: Others) {
  const { dataDir, startLogScanner } = options;
  const { record, witnessed, transfers, watch } = others;
  const terminals = createTerminals({ engine, record });
  const files = createFiles({ engine, record, log, transfers });
  const logs = createLogs({ engine, dataDir, log, transfers, startScanner: startLogScanner, containers: watch });
  const isRecorded = (): boolean => settings.state().value.stats.history;
  const stats = createStats({ engine, dataDir, log, rows: watch, recording: isRecorded() });
  settings.onChange(() => stats.setRecording(isRecorded()));
  const processes = createProcesses({ engine: witnessed, record });
  return {
    services: { terminals, files, logs, stats, processes },
    async close(): Promise<void> {
      await stats.close();
      await logs.close();
      await files.close();
      await terminals.closeAll();
    },
  };
}
