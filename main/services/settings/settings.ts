import fs from 'node:fs/promises';
import path from 'node:path';
import type { SettingsPatch, SettingsState } from '../../contract/settings';
import { leftoversOf, removeLeftovers } from '../process/durable-file';
import { type Change, changed, type EngineChoice, type MachineSettings, withoutKey, withValue } from './change';
import { realFile } from './keep-aside';
import { LEAVES, refusal } from './leaves';
import { openFile } from './open-file';
import { serveFile } from './serve-file';
import { watchFile } from './watch-file';
import { say } from '../../../texts/say';

export interface Settings {
  state(): SettingsState;
  /** Called after each change of the state. */
  onChange(listener: () => void): () => void;
  /** Holds at once; resolves once it is on disk, or is known not to get there. Never rejects. */
  update(patch: SettingsPatch): Promise<void>;
  /** As `update`, of one setting. Throws SettingInvalid. */
  set(key: string, value: unknown): Promise<void>;
  /** As `update`: takes settings or groups out of the file. */
  reset(keys: readonly string[]): Promise<void>;
  engineChoice(): EngineChoice;
  saveEngineChoice(choice: EngineChoice): Promise<void>;
  machine(): MachineSettings;
  saveMachine(settings: MachineSettings): Promise<void>;
  /** Resolves when all changes are on disk, or are known not to get there. */
  close(): Promise<void>;
}

/** There is no such setting, or it cannot have this value. */
export class SettingInvalid extends Error {
  constructor(
    readonly key: string,
    readonly detail: string,
  ) {
    super(`${key}: ${detail}`);
  }
}

export interface SettingsOptions {
  /** Holds `settings.json`. Made when it is not there. */
  readonly dir: string;
  readonly log: (line: string) => void;
}

/** Never rejects: what cannot be read becomes the defaults and a notice. */
export async function openSettings({ dir, log }: SettingsOptions): Promise<Settings> {
  await fs.mkdir(dir, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const file = await realFile(path.join(dir, 'settings.json'));
  await removeLeftovers(path.dirname(file), leftoversOf(file));
  const opened = await openFile(file);
  for (const { kind, detail, keptAs } of opened.notices)
    log(`settings: ${kind}: ${detail}${keptAs === null ? '' : `; kept as ${keptAs}`}`);
  const served = serveFile(opened, log);
  const unwatch = watchFile(file, () => void served.reread(), log);
  const apply = (change: Change): Promise<void> => served.apply((raw) => changed(raw, change));
  return {
    state: served.state,
    onChange: served.onChange,
    update: apply,
    set(key, value) {
      const leaf = LEAVES.get(key);
      const detail = leaf === undefined ? say('There is no such setting.') : refusal(leaf, value);
      if (detail !== null) throw new SettingInvalid(key, detail);
      return served.apply((raw) => withValue(raw, key, value));
    },
    reset: (keys) => served.apply((raw) => keys.reduce(withoutKey, raw)),
    engineChoice: () => served.state().value.engine,
    saveEngineChoice: (engine) => apply({ engine }),
    machine: () => served.state().value.machine,
    saveMachine: (machine) => apply({ machine }),
    close() {
      unwatch();
      return served.settled();
    },
  };
}
