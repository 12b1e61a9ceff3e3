import path from 'node:path';
import type { Contract } from './contract';
import { createServices, handlersOf } from './app/services';
import type { AppOptions } from './app/options';
import { budgetHandlers } from './rpc/budget';
import { engineHandlers } from './rpc/engine';
import { hostHandlers } from './rpc/host';
import { machineHandlers } from './rpc/machine';
import { settingsHandlers } from './rpc/settings';
import { createSight } from './rpc/sight';
import type { Handlers } from './rpc/wire/types';
import { createBudget } from './services/budget/budget';
import { createEngine } from './services/engine/engine';
import type { Engine } from './services/engine/types';
import { openLog } from './services/log/log';
import { driverFor } from './services/machine/drivers/for-system';
import { hostArch } from './services/machine/images/manifest';
import { createMachine } from './services/machine/machine';
import type { Machine } from './services/machine/types';
import { machinePaths } from './services/machine/life/paths';
import { openSettings, type Settings } from './services/settings/settings';
import { createRoutes, type Routes } from './services/shell/routes';
import type { FileDesk } from './services/shell/transfers';

export type { AppOptions } from './app/options';

/** For a host that cannot have its own port. */
export { findPortHolder } from './services/process/listeners';

/** Slipway without a way to show itself: what a host serves to its pages. */
export interface App {
  readonly handlers: Handlers<Contract>;
  /** What pages come for, or with, by the tickets they were given: bulk bytes, which are no messages. */
  readonly transfers: FileDesk;
  /**
   * Makes and starts Slipway's own machine; resolves when its engine answers. `tell` gets each phase as it begins. Rejects
   * with an Error whose message is for the user.
   */
  startMachine(tell: (phase: string) => void): Promise<void>;
  /** Where its pages are asked to go. */
  readonly routes: Routes;
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
  const routes = createRoutes();
  const budget = createBudget(options);
  const sight = createSight();
  const services = await createServices(options, { settings, engine, machine, log });
  return {
    log,
    routes,
    transfers: services.transfers.desk,
    startMachine: (tell) => startMachine(machine, tell),
    handlers: {
      host: hostHandlers(
        { about: { version, host, platform, dataDir }, pickFolder: options.pickFolder ?? null, routes, sight },
        (visible) => {
          engine.setVisible(visible);
          machine.setVisible(visible);
          budget.setVisible(visible);
          services.stats.setVisible(visible);
          services.pulls.setVisible(visible);
        },
      ),
      budget: budgetHandlers(budget),
      settings: settingsHandlers(settings),
      engine: engineHandlers(engine),
      machine: machineHandlers(machine),
      ...handlersOf(services, sight),
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
