import { create } from 'zustand';
import type { SettingsNotice, SettingsPatch, SettingsValue } from '../../../main/contract/settings';
import { rpc } from '../client';
import { watch } from '../use-stream';
import { withPatch } from './settings-patch';

/** A change of ours on its way: shown already, as a control that lags behind the hand feels broken. */
interface Pending {
  readonly patch: SettingsPatch;
  /** Main has it: the next state it tells holds it. */
  taken: boolean;
}

export interface SettingsStore {
  /** Null until main has told. */
  readonly value: SettingsValue | null;
  readonly notices: readonly SettingsNotice[];
}

/** Settings as main keeps them, plus our own changes on the way. Started once, by the app. */
export const useSettings = create<SettingsStore>(() => ({ value: null, notices: [] }));

let told: SettingsValue | null = null;
let pending: readonly Pending[] = [];

const shown = (): SettingsValue | null =>
  told === null ? null : pending.reduce((value, { patch }) => withPatch(value, patch), told);

export const startSettingsStore = (): (() => void) =>
  watch('settings.watch', undefined, {
    onItem: ({ value, notices }) => {
      told = value;
      pending = pending.filter(({ taken }) => !taken);
      useSettings.setState({ value: shown(), notices });
    },
  });

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Rejects with what the call rejects with; the change is then taken back. */
export async function updateSettings(patch: SettingsPatch): Promise<void> {
  const change: Pending = { patch, taken: false };
  pending = [...pending, change];
  useSettings.setState({ value: shown() });
  try {
    await rpc.call('settings.update', patch);
    // The state that holds it may have come before this answer.
    if (told !== null && same(withPatch(told, patch), told)) pending = pending.filter((other) => other !== change);
    else change.taken = true;
  } catch (error) {
    pending = pending.filter((other) => other !== change);
    throw error;
  } finally {
    useSettings.setState({ value: shown() });
  }
}
