import fs from 'node:fs/promises';
import path from 'node:path';
import type { SettingsNotice, SettingsPatch, SettingsState } from '../../contract/settings';
import { leftoversOf, removeLeftovers, writeUnlessProtected } from '../process/durable-file';
import { type Change, changed, type EngineChoice, type MachineSettings, valueOf } from './change';
import { copyAside, moveAside, realFile } from './keep-aside';
import { type Raw, readStored } from './read-file';

export interface Settings {
  state(): SettingsState;
  /** Called after each change of the state. */
  onChange(listener: () => void): () => void;
  /** Holds at once; resolves once it is on disk, or is known not to get there. Never rejects. */
  update(patch: SettingsPatch): Promise<void>;
  engineChoice(): EngineChoice;
  saveEngineChoice(choice: EngineChoice): Promise<void>;
  machine(): MachineSettings;
  saveMachine(settings: MachineSettings): Promise<void>;
  /** Resolves when all changes are on disk, or are known not to get there. */
  close(): Promise<void>;
}

export interface SettingsOptions {
  /** Holds `settings.json`. Made when it is not there. */
  readonly dir: string;
  readonly log: (line: string) => void;
}

interface Opened {
  readonly file: string;
  readonly raw: Raw;
  readonly notices: readonly SettingsNotice[];
  /** False: the file holds what must not be lost. */
  readonly writable: boolean;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Never rejects: what cannot be read becomes the defaults and a notice. */
export async function openSettings({ dir, log }: SettingsOptions): Promise<Settings> {
  await fs.mkdir(dir, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const file = await realFile(path.join(dir, 'settings.json'));
  await removeLeftovers(path.dirname(file), leftoversOf(file));
  const opened = await open(file);
  for (const { kind, detail, keptAs } of opened.notices)
    log(`settings: ${kind}: ${detail}${keptAs === null ? '' : `; kept as ${keptAs}`}`);
  return serve(opened, log);
}

async function open(file: string): Promise<Opened> {
  const stored = await readStored(file);
  const notice = (kind: SettingsNotice['kind'], keptAs: string | null, detail: string): SettingsNotice[] => [
    { kind, file, keptAs, detail },
  ];
  switch (stored.type) {
    case 'absent':
      return { file, raw: {}, notices: [], writable: true };
    case 'good':
      return { file, raw: stored.raw, notices: [], writable: true };
    case 'unreadable':
      return { file, raw: {}, notices: notice('read-only', null, stored.detail), writable: false };
    case 'newer': {
      const keptAs = await copyAside(file, stored.version).catch(() => null);
      const detail = `the file is of version ${String(stored.version)}`;
      return { file, raw: stored.raw, notices: notice('newer', keptAs, detail), writable: false };
    }
    case 'corrupt': {
      const corrupt = (keptAs: string | null) => notice('corrupt', keptAs, stored.detail);
      return moveAside(file, new Date()).then(
        (keptAs): Opened => ({ file, raw: {}, notices: corrupt(keptAs), writable: true }),
        (error: unknown): Opened => {
          const notices = [...corrupt(null), ...notice('read-only', null, words(error))];
          return { file, raw: {}, notices, writable: false };
        },
      );
    }
  }
}

const isReadOnly = ({ kind }: SettingsNotice): boolean => kind === 'read-only';

function serve({ file, raw: stored, notices, writable }: Opened, log: (line: string) => void): Settings {
  const listeners = new Set<() => void>();
  let raw = stored;
  let state: SettingsState = { value: valueOf(raw), notices: [...notices] };
  let saving: Promise<void> = Promise.resolve();
  let unsaved: Raw | null = null;

  const set = (next: SettingsState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const readOnly = (detail: string | null): void => {
    if (detail !== null) log(`settings: not saved: ${detail}`);
    else if (!state.notices.some(isReadOnly)) return;
    const told: SettingsNotice[] = detail === null ? [] : [{ kind: 'read-only', file, keptAs: null, detail }];
    set({ ...state, notices: [...state.notices.filter((notice) => !isReadOnly(notice)), ...told] });
  };
  /** Writes the newest state; a change whose state was written with a later one is saved already. */
  const save = async (): Promise<void> => {
    if (unsaved === null) return;
    const content = `${JSON.stringify(unsaved, null, 2)}\n`;
    unsaved = null;
    await writeUnlessProtected(file, content).then(
      () => readOnly(null),
      (error: unknown) => readOnly(words(error)),
    );
  };
  const apply = (change: Change): Promise<void> => {
    raw = changed(raw, change);
    set({ ...state, value: valueOf(raw) });
    if (!writable) return Promise.resolve();
    unsaved = raw;
    saving = saving.then(save);
    return saving;
  };

  return {
    state: () => state,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    update: apply,
    engineChoice: () => state.value.engine,
    saveEngineChoice: (engine) => apply({ engine }),
    machine: () => state.value.machine,
    saveMachine: (machine) => apply({ machine }),
    close: () => saving,
  };
}
