import { create } from 'zustand';
import { keyLabel } from '../platform';
import type { Action } from './define';
import { isPress, type KeyPress } from './key-names';

/** Ids of actions to the keys that the user gave them. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

const useBindings = create<{ readonly bindings: Bindings }>(() => ({ bindings: {} }));

/** Told by the app, from the settings. */
export const setBindings = (bindings: Bindings): void => useBindings.setState({ bindings });

export const keysIn = (bindings: Bindings, { id, keys, fixed }: Action): readonly string[] =>
  fixed ? keys : (bindings[id] ?? keys);

/** At present, the user's own. */
export const keysOf = (action: Action): readonly string[] => keysIn(useBindings.getState().bindings, action);

export const useKeysOf = (action: Action): readonly string[] => useBindings(({ bindings }) => keysIn(bindings, action));

/** For a tooltip or a button: the first of its keys, as the keyboard has it; undefined: it has none. */
export function useKeyLabel(action: Action): string | undefined {
  const [first] = useKeysOf(action);
  return first === undefined ? undefined : keyLabel(first);
}

/** For who handles a key where it is pressed. */
export const isKeyOf = (press: KeyPress, action: Action): boolean => isPress(press, keysOf(action));
