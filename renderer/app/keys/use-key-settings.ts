import { useEffect } from 'react';
import { type Bindings, setBindings } from '../../lib/actions/bindings';
import { useSettings } from '../../rpc/stores/settings-store';
import { saveSettings } from '../save-settings';

const NONE: Bindings = {};

export const useSavedBindings = (): Bindings => useSettings(({ value }) => value?.keys.bindings ?? NONE);

/** Makes the user's keys work. */
export function useKeySettings(): void {
  const bindings = useSavedBindings();
  useEffect(() => setBindings(bindings), [bindings]);
}

export const saveBindings = (bindings: Bindings): void =>
  void saveSettings({
    keys: { bindings: Object.fromEntries(Object.entries(bindings).map(([id, keys]) => [id, [...keys]])) },
  });
