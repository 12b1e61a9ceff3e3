import { useEffect, useRef, useSyncExternalStore } from 'react';
import { hasModKey, hasOtherModKey } from './platform';

export interface Shortcut {
  /**
   * `mod+a`, `shift+F10`, `/`, `Delete`: KeyboardEvent.key after its modifiers; `mod` is Command on macOS, Ctrl elsewhere.
   * Several keys for the same: an array.
   */
  readonly keys: string | readonly string[];
  readonly description: string;
  /** Left out: the key is handled where it is pressed, and only listed here. */
  readonly run?: () => void;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

const groups = new Set<ShortcutGroup>();
const listeners = new Set<() => void>();
let snapshot: readonly ShortcutGroup[] = [];

function changed(): void {
  snapshot = [...groups];
  for (const listener of listeners) listener();
}

const keysOf = ({ keys }: Shortcut): readonly string[] => (typeof keys === 'string' ? [keys] : keys);

const TYPING = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]';

function isMeant(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.pop();
  // On most keyboards a sign like `?` is typed with shift, so for signs shift does not count.
  const sign = event.key.length === 1 && !/[a-z\d ]/i.test(event.key);
  return (
    event.key.toLowerCase() === key?.toLowerCase() &&
    hasModKey(event) === parts.includes('mod') &&
    !hasOtherModKey(event) &&
    event.altKey === parts.includes('alt') &&
    (sign || event.shiftKey === parts.includes('shift'))
  );
}

/** Keys belong to the one who types, to an open dialog, and to an open menu. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  if (document.querySelector('[aria-modal=true]') !== null) return true;
  // An editor has a shadow root of its own, from outside of which its events seem to be its host's.
  const [target] = event.composedPath();
  if (!(target instanceof Element)) return false;
  return target.closest('[role=menu]') !== null || target.closest(TYPING) !== null;
}

function onKeyDown(event: KeyboardEvent): void {
  if (isTaken(event)) return;
  for (const group of [...snapshot].reverse())
    for (const shortcut of group.shortcuts) {
      if (shortcut.run === undefined || !keysOf(shortcut).some((keys) => isMeant(event, keys))) continue;
      event.preventDefault();
      shortcut.run();
      return;
    }
}

function register(group: ShortcutGroup): () => void {
  if (groups.size === 0) document.addEventListener('keydown', onKeyDown);
  groups.add(group);
  changed();
  return () => {
    groups.delete(group);
    if (groups.size === 0) document.removeEventListener('keydown', onKeyDown);
    changed();
  };
}

/** Makes keys work, and known to the help, while the component is there. The latest one registered wins. */
export function useShortcuts(shortcuts: readonly Shortcut[], title = 'General'): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  const shape = shortcuts.map((shortcut) => `${keysOf(shortcut).join(' ')}=${shortcut.description}`).join('\n');
  useEffect(
    () =>
      register({
        title,
        // The functions change with every render; the registration need not.
        shortcuts: current.current.map(({ keys, description, run }, index) =>
          run === undefined ? { keys, description } : { keys, description, run: () => current.current[index]?.run?.() },
        ),
      }),
    [shape, title],
  );
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** All that is registered at the moment, for the help. */
export const useShortcutGroups = (): readonly ShortcutGroup[] => useSyncExternalStore(subscribe, () => snapshot);
