import { create } from 'zustand';
import type { SettingsNotice, SettingsPatch, SettingsProblem, SettingsValue } from '../../../main/contract/settings';
import { rpc } from '../client';
import { watch } from '../use-stream';
import { withPatch, withSetting } from './settings-patch';

/** A change of ours on its way: shown already, as a control that lags behind the hand feels broken. */
interface Pending {
  readonly over: (value: SettingsValue) => SettingsValue;
  /** Main has it: the next state it tells holds it. */
  taken: boolean;
}

export interface SettingsStore {
  /** Null until main has told. */
  readonly value: SettingsValue | null;
  readonly notices: readonly SettingsNotice[];
  readonly problems: readonly SettingsProblem[];
  /** The settings file's path; '': not known yet. */
  readonly file: string;
}

/** Settings as main keeps them, plus our own changes on the way. Started once, by the app. */
export const useSettings = create<SettingsStore>(() => ({ value: null, notices: [], problems: [], file: '' }));

let told: SettingsValue | null = null;
let pending: readonly Pending[] = [];

const shown = (): SettingsValue | null =>
  told === null ? null : pending.reduce((value, { over }) => over(value), told);

export const startSettingsStore = (): (() => void) =>
  watch('settings.watch', undefined, {
    onItem: ({ value, notices, problems, file }) => {
      told = value;
      pending = pending.filter(({ taken }) => !taken);
      useSettings.setState({ value: shown(), notices, problems, file });
    },
  });

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Rejects with what the call rejects with; the change is then taken back. */
export const updateSettings = (patch: SettingsPatch): Promise<void> =>
  changing(
    (value) => withPatch(value, patch),
    () => rpc.call('settings.update', patch),
  );

/** As `updateSettings`, one by its key in the file: `terminal.fontSize`. Main checks the value. */
export const setSetting = (key: string, next: unknown): Promise<void> =>
  changing(
    (value) => withSetting(value, key, next),
    () => rpc.call('settings.set', { key, value: next }),
  );

/** As `updateSettings`. `defaults`: each key, a setting's, with what counts without it. */
export const resetSettings = (defaults: ReadonlyMap<string, unknown>): Promise<void> =>
  changing(
    (value) => [...defaults].reduce((before, [key, standard]) => withSetting(before, key, standard), value),
    () => rpc.call('settings.reset', { keys: [...defaults.keys()] }),
  );

async function changing(over: Pending['over'], call: () => Promise<unknown>): Promise<void> {
  const change: Pending = { over, taken: false };
  pending = [...pending, change];
  useSettings.setState({ value: shown() });
  try {
    await call();
    // The state that holds it may have come before this answer.
    if (told !== null && same(over(told), told)) pending = pending.filter((other) => other !== change);
    else change.taken = true;
  } catch (error) {
    pending = pending.filter((other) => other !== change);
    throw error;
  } finally {
    useSettings.setState({ value: shown() });
  }
}
