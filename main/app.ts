import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Contract } from './contract';
import type { HostInfo } from './contract/host';
import { commandsHandlers } from './rpc/commands';
import { containersHandlers } from './rpc/containers';
import { engineHandlers } from './rpc/engine';
import { filesHandlers } from './rpc/files';
import { hostHandlers } from './rpc/host';
import { logsHandlers } from './rpc/logs';
import { machineHandlers } from './rpc/machine';
import { processesHandlers } from './rpc/processes';
import { settingsHandlers } from './rpc/settings';
import { statsHandlers } from './rpc/stats';
import { transferFailure, transfersHandlers } from './rpc/transfers';
import { terminalHandlers } from './rpc/terminal';
import { stopsHandlers } from './rpc/stops';
import type { Handlers } from './rpc/wire/types';
import { createCommandLog } from './services/commands/commands';
import { createContainers } from './services/containers/containers';
import { createEngine } from './services/engine/engine';
import type { Engine } from './services/engine/types';
import { createFiles } from './services/files/files';
import { sweepHelpers } from './services/helpers/sweep';
import { createLogs } from './services/logs/logs';
import { openLog } from './services/log/log';
import { driverFor } from './services/machine/drivers/for-system';
import { hostArch } from './services/machine/images/manifest';
import { createMachine } from './services/machine/machine';
import type { Machine } from './services/machine/types';
import { machinePaths } from './services/machine/life/paths';
import { createProcesses } from './services/processes/processes';
import { openSettings, type Settings } from './services/settings/settings';
import { createStats } from './services/stats/stats';
import type { TransferDesk } from './services/shell/transfers';
import { createTransfers } from './services/transfers/transfers';
import { createTerminals } from './services/terminal/terminals';
import { createStops } from './services/stops/stops';

export interface AppOptions {
  /** Holds settings and logs; made when it is not there. */
  readonly dataDir: string;
  /** The `--engine` URL, or `vm`. */
  readonly engineUrl: string | null;
  /** The folder of a checkout, which builds the machine's image; null: a released app. */
  readonly checkout: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  /** The user's name. */
  readonly user: string;
  readonly host: HostInfo['host'];
  /** Starts the thread of `main/services/logs/scan/worker.ts`, which stands beside the host once it is built. */
  readonly startLogScanner: () => Worker;
}

/** Slipway without a way to show itself: what a host serves to its pages. */
export interface App {
  readonly handlers: Handlers<Contract>;
  /** What pages come for, or with, by the tickets they were given: bulk bytes, which are no messages. */
  readonly transfers: TransferDesk;
  /**
   * Makes and starts Slipway's own machine; resolves when its engine answers. `tell` gets each phase as it begins. Rejects
   * with an Error whose message is for the user.
   */
  startMachine(tell: (phase: string) => void): Promise<void>;
  /** Writes one line into Slipway's own log. */
  readonly log: (line: string) => void;
  /** Ends all it does; settings are on disk by then. */
  close(): Promise<void>;
}

/** Resolves without waiting for any engine. */
export async function createApp(options: AppOptions): Promise<App> {
  const { dataDir, platform, version, host } = options;
  const { log, close: closeLog } = openLog(dataDir);
  log(`Slipway ${version}, ${host}, ${platform}, node ${process.version}`);
  const settings = await openSettings({ dir: dataDir, log });
  const { machine, engine } = createEngines(options, settings, log);
  const services = createServices(options, { settings, engine, log });
  return {
    log,
    transfers: services.transfers.desk,
    startMachine: (tell) => startMachine(machine, tell),
    handlers: {
      host: hostHandlers({ version, host, platform, dataDir }, (visible) => {
        engine.setVisible(visible);
        machine.setVisible(visible);
        services.stats.setVisible(visible);
      }),
      settings: settingsHandlers(settings),
      engine: engineHandlers(engine),
      machine: machineHandlers(machine),
      ...handlersOf(services),
    },
    async close() {
      await services.close();
      // First: what runs in the machine ends with it, and not because its engine went away.
      await machine.close();
      await engine.close();
      await settings.close();
      closeLog();
    },
  };
}

type Log = App['log'];

/** Slipway's own machine, and the engine in use, which may be the machine's. */
function createEngines(options: AppOptions, settings: Settings, log: Log): { machine: Machine; engine: Engine } {
  const { dataDir, env, homeDir, platform, user, checkout, engineUrl } = options;
  const machine = createMachine({
    ...{ dataDir, env, homeDir, platform, log, user, checkout, arch: hostArch() },
    driver: driverFor({ dir: machinePaths(dataDir).driver, homeDir, platform, arch: hostArch(), env, log }),
    settings: () => settings.machine(),
    saveSettings: (value) => settings.saveMachine(value),
    onEngine: () => void engine.rescan(),
  });
  const engine = createEngine({
    own: () => machine.engine(),
    ...{ env, homeDir, platform, log, uid: process.getuid?.() ?? 0, flag: engineUrl },
    choice: settings.engineChoice(),
    saveChoice: (choice) => void settings.saveEngineChoice(choice),
  });
  return { machine, engine };
}

interface Ground {
  readonly settings: Settings;
  readonly engine: Engine;
  readonly log: Log;
}

/** What is done with the engine in use. */
function createServices({ dataDir, startLogScanner }: AppOptions, { settings, engine, log }: Ground) {
  const commands = createCommandLog();
  const record = (command: string) => commands.record(command);
  const stops = createStops({ engine, record });
  const containers = createContainers({ engine: stops.witnessed, record, log });
  const watch = (signal: AbortSignal) => containers.watch(signal);
  const transfers = createTransfers({ explain: transferFailure });
  const terminals = createTerminals({ engine, record });
  const files = createFiles({ engine, record, log, transfers: transfers.offers });
  const logs = createLogs({
    ...{ engine, dataDir, log, transfers: transfers.offers, startScanner: startLogScanner, containers: watch },
  });
  const stopSweep = sweepHelpers(engine, log);
  const isRecorded = (): boolean => settings.state().value.stats.history;
  const stats = createStats({ ...{ engine, dataDir, log, rows: watch }, recording: isRecorded() });
  settings.onChange(() => stats.setRecording(isRecorded()));
  const processes = createProcesses({ engine: stops.witnessed, record });
  return {
    ...{ commands, containers, transfers, terminals, files, logs, stats, processes, stops },
    async close(): Promise<void> {
      stopSweep();
      containers.close();
      await stats.close();
      await logs.close();
      transfers.close();
      await files.close();
      await terminals.closeAll();
      stops.close();
    },
  };
}

type Services = ReturnType<typeof createServices>;

const handlersOf = (services: Services) => ({
  containers: containersHandlers(services.containers),
  commands: commandsHandlers(services.commands),
  files: filesHandlers(services.files),
  logs: logsHandlers(services.logs),
  transfers: transfersHandlers(services.transfers),
  terminal: terminalHandlers(services.terminals),
  processes: processesHandlers(services.processes),
  stats: statsHandlers(services.stats),
  stops: stopsHandlers(services.stops),
});

async function startMachine(machine: Machine, tell: (phase: string) => void): Promise<void> {
  let told = 0;
  const stop = machine.onState(() => {
    const { phases } = machine.state();
    for (const { name } of phases.slice(told)) tell(name);
    told = phases.length;
  });
  try {
    await machine.start();
  } finally {
    stop();
  }
}

/** Where settings and logs are kept unless the user says otherwise, by each system's custom. */
export function defaultDataDir(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  homeDir: string,
): string {
  if (platform === 'win32') return path.win32.join(env.APPDATA ?? `${homeDir}\\AppData\\Roaming`, 'Slipway');
  if (platform === 'darwin') return path.posix.join(homeDir, 'Library/Application Support/Slipway');
  const base = env.XDG_DATA_HOME ?? '';
  // A relative one is invalid by the XDG rules.
  return path.posix.join(base.startsWith('/') ? base : `${homeDir}/.local/share`, 'slipway');
}
