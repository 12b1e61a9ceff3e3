import type { Contract } from '../contract';
import type { LogLevel, LogLine } from '../contract/diagnostics';
import type { Diagnostics } from '../services/diagnostics/diagnostics';
import type { AppLog } from '../services/log/log';
import type { OpenPath } from '../services/shell/folders';
import type { WakeGuard } from '../services/wake/wake-guard';
import { latest } from './latest';
import type { Handlers } from './wire/types';

interface Diagnosing {
  readonly diagnostics: Diagnostics;
  readonly wake: Pick<WakeGuard, 'report' | 'onChange'>;
  readonly log: Pick<AppLog, 'recent' | 'onLine' | 'folder'>;
  /** null: this host cannot. */
  readonly openFolder: OpenPath | null;
}

const SHOWN: Readonly<Record<LogLevel, readonly LogLevel[]>> = {
  error: ['error'],
  info: ['error', 'info'],
  debug: ['error', 'info', 'debug'],
};

/** What was not told yet, each time there is more. */
async function* follow(log: Diagnosing['log'], level: LogLevel, signal: AbortSignal) {
  let told = 0;
  const read = (): readonly LogLine[] => log.recent();
  for await (const lines of latest(read, (listener) => log.onLine(listener), signal)) {
    const fresh = lines.filter((line) => line.seq > told && SHOWN[level].includes(line.level));
    const first = told === 0;
    told = lines.at(-1)?.seq ?? told;
    if (fresh.length > 0 || first) yield { lines: fresh };
  }
}

export const diagnosticsHandlers = ({
  diagnostics,
  wake,
  log,
  openFolder,
}: Diagnosing): Handlers<Contract>['diagnostics'] => ({
  run: ({ only }, { signal }) => diagnostics.run(only, signal),
  repair: ({ id }, { signal }) => diagnostics.repair(id, signal),
  makeBundle: ({ hideHome }, { signal }) => diagnostics.makeBundle(hideHome, signal),
  bundleText: async ({ id, name }) => ({ text: diagnostics.bundleText(id, name) }),
  saveBundle: async ({ id, without }) => ({ ticket: diagnostics.saveBundle(id, without) }),
  log: ({ level }, { signal }) => follow(log, level, signal),
  logPlace: async () => ({ folder: log.folder, opens: openFolder !== null }),
  openLogFolder: async () => ({ problem: openFolder === null ? '' : await openFolder(log.folder) }),
  wake: (_input, { signal }) =>
    latest(
      () => wake.report(),
      (listener) => wake.onChange(listener),
      signal,
    ),
});
