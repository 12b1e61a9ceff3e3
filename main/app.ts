import path from 'node:path';
import type { Contract } from './contract';
import type { HostInfo } from './contract/host';
import { commandsHandlers } from './rpc/commands';
import { containersHandlers } from './rpc/containers';
import { engineHandlers } from './rpc/engine';
import { hostHandlers } from './rpc/host';
import { settingsHandlers } from './rpc/settings';
import type { Handlers } from './rpc/wire/types';
import { createCommandLog } from './services/commands/commands';
import { createContainers } from './services/containers/containers';
import { createEngine } from './services/engine/engine';
import { openLog } from './services/log/log';
import { openSettings } from './services/settings/settings';

export interface AppOptions {
  /** Holds settings and logs; made when it is not there. */
  readonly dataDir: string;
  /** The `--engine` URL. */
  readonly engineUrl: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  readonly host: HostInfo['host'];
}

/** Slipway without a way to show itself: what a host serves to its pages. */
export interface App {
  readonly handlers: Handlers<Contract>;
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
  const engine = createEngine({
    ...{ env, homeDir, platform, log, uid: process.getuid?.() ?? 0, flag: options.engineUrl },
    choice: settings.engineChoice(),
    saveChoice: (choice) => void settings.saveEngineChoice(choice),
  });
  const commands = createCommandLog();
  const containers = createContainers({ engine, record: (command) => commands.record(command), log });
  return {
    log,
    handlers: {
      host: hostHandlers({ version, host, platform, dataDir }, (visible) => engine.setVisible(visible)),
      settings: settingsHandlers(settings),
      engine: engineHandlers(engine),
      containers: containersHandlers(containers),
      commands: commandsHandlers(commands),
    },
    async close() {
      containers.close();
      await engine.close();
      await settings.close();
      closeLog();
    },
  };
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
