import { inEnglish } from '../../texts/say';
import { createEngine } from '../services/engine/engine';
import { type AppLog, openLog } from '../services/log/log';
import { DriverError } from '../services/machine/driver';
import { driverFor } from '../services/machine/drivers/for-system';
import { hostArch } from '../services/machine/images/manifest';
import { createMachine } from '../services/machine/machine';
import { machinePaths } from '../services/machine/life/paths';
import { publishSchema } from '../services/settings/publish-schema';
import { openSettings, type Settings } from '../services/settings/settings';
import { createRedactor, type Redactor } from '../services/shell/redact';
import { knowVariables } from './known-secrets';
import { openSpeech, type Speech } from './language';
import type { AppOptions } from './options';
import { packagedImage } from './packaged';
import type { Ground } from './shaping';
import { tracedClient } from './traced';

/** What all else stands on: the log, the settings, Slipway's own machine, the engine in use. */
export interface Foundation extends Pick<Ground, 'settings' | 'machine' | 'engine' | 'checkMachine'> {
  readonly appLog: AppLog;
  readonly redactor: Redactor;
  readonly speech: Speech;
  /** `leaveMachine`: it goes on, with what runs in it. */
  close(leaveMachine: boolean): Promise<void>;
}

export async function openFoundation(options: AppOptions): Promise<Foundation> {
  const { dataDir, platform, version, host } = options;
  const redactor = createRedactor();
  knowVariables(options.env, redactor);
  const appLog = openLog({ dir: dataDir, redact: (line) => redactor.redact(inEnglish(line)) });
  const { log } = appLog;
  log(`Slipway ${version}, ${host}, ${platform}, node ${process.version}`);
  const settings = await openSettings({ dir: dataDir, log });
  // Before anything else has something to say.
  const speech = await openSpeech(options, settings, log);
  const published = publishSchema(dataDir, log);
  const setLevel = (): void => appLog.setLevel(settings.state().value.advanced.logLevel);
  setLevel();
  settings.onChange(setLevel);
  const engines = createEngines(options, settings, appLog);
  const { machine, engine } = engines;
  settings.onChange(() => machine.settingsEdited());
  return {
    ...{ ...engines, appLog, redactor, settings, speech },
    async close(leaveMachine) {
      // First: what runs in the machine ends with it, and not because its engine went away.
      await machine.close({ leaveRunning: leaveMachine });
      await engine.close();
      await settings.close();
      await published;
      appLog.close();
    },
  };
}

/** Slipway's own machine, and the engine in use, which may be the machine's. */
function createEngines(
  options: AppOptions,
  settings: Settings,
  { log, debug }: AppLog,
): Pick<Ground, 'machine' | 'engine' | 'checkMachine'> {
  const { dataDir, env, homeDir, platform, user, checkout, engineUrl } = options;
  const driver = driverFor({ dir: machinePaths(dataDir).driver, homeDir, platform, arch: hostArch(), env, log });
  const machine = createMachine({
    ...{ dataDir, env, homeDir, platform, log, user, checkout, arch: hostArch() },
    packagedImage: packagedImage(options, hostArch()),
    driver,
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
  const checkMachine = async () => {
    try {
      await driver?.check();
      return { problem: '', fix: null };
    } catch (error) {
      const fix = error instanceof DriverError ? error.fix : null;
      return { problem: error instanceof Error ? error.message : String(error), fix };
    }
  };
  return { machine, engine: { ...engine, client: tracedClient(engine.client, debug) }, checkMachine };
}
