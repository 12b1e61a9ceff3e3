import path from 'node:path';
import type { Contract } from './contract';
import type { HostInfo } from './contract/host';
import { commandsHandlers } from './rpc/commands';
import { containersHandlers } from './rpc/containers';
import { engineHandlers } from './rpc/engine';
import { hostHandlers } from './rpc/host';
import { machineHandlers } from './rpc/machine';
import { settingsHandlers } from './rpc/settings';
import type { Handlers } from './rpc/wire/types';
import { createCommandLog } from './services/commands/commands';
import { createContainers } from './services/containers/containers';
import { createEngine } from './services/engine/engine';
import { openLog } from './services/log/log';
import { driverFor } from './services/machine/drivers/for-system';
import { hostArch } from './services/machine/images/manifest';
import { createMachine } from './services/machine/machine';
import type { Machine } from './services/machine/types';
import { machinePaths } from './services/machine/life/paths';
import { openSettings } from './services/settings/settings';

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
}

/** Slipway without a way to show itself: what a host serves to its pages. */
export interface App {
  readonly handlers: Handlers<Contract>;
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
  const { dataDir, env, homeDir, platform, version, host } = options;
  const { log, close: closeLog } = openLog(dataDir);
  log(`Slipway ${version}, ${host}, ${platform}, node ${process.version}`);
  const settings = await openSettings({ dir: dataDir, log });
  const machine = createMachine({
    ...{ dataDir, env, homeDir, platform, log, user: options.user, checkout: options.checkout, arch: hostArch() },
    driver: driverFor({ dir: machinePaths(dataDir).driver, homeDir, platform, arch: hostArch(), env, log }),
    settings: () => settings.machine(),
    saveSettings: (value) => settings.saveMachine(value),
    onEngine: () => void engine.rescan(),
  });
  const engine = createEngine({
    own: () => machine.engine(),
    ...{ env, homeDir, platform, log, uid: process.getuid?.() ?? 0, flag: options.engineUrl },
    choice: settings.engineChoice(),
    saveChoice: (choice) => void settings.saveEngineChoice(choice),
  });
  const commands = createCommandLog();
  const containers = createContainers({ engine, record: (command) => commands.record(command), log });
  return {
    log,
    startMachine: (tell) => startMachine(machine, tell),
    handlers: {
      host: hostHandlers({ version, host, platform, dataDir }, (visible) => {
        engine.setVisible(visible);
        machine.setVisible(visible);
      }),
      settings: settingsHandlers(settings),
      engine: engineHandlers(engine),
      containers: containersHandlers(containers),
      commands: commandsHandlers(commands),
      machine: machineHandlers(machine),
    },
    async close() {
      containers.close();
      // First: what runs in the machine ends with it, and not because its engine went away.
      await machine.close();
      await engine.close();
      await settings.close();
      closeLog();
    },
  };
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
