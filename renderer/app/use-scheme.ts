import { useSyncExternalStore } from 'react';
import { useSettings } from '../rpc/stores/settings-store';

const dark = globalThis.matchMedia('(prefers-color-scheme: dark)');

const subscribe = (listener: () => void): (() => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

/** The scheme to show: the user's choice, or the system's while that is the choice (or not known yet). */
export function useScheme(): 'light' | 'dark' {
  const chosen = useSettings((store) => store.value?.theme ?? 'system');
  const systemIsDark = useSyncExternalStore(subscribe, () => dark.matches);
  if (chosen !== 'system') return chosen;
  return systemIsDark ? 'dark' : 'light';
}
