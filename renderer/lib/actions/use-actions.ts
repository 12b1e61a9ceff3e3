import { useEffect, useRef, useSyncExternalStore } from 'react';
import { isKeyOf } from './bindings';
import type { Action, Actions } from './define';

/** An action that can be done now. */
export interface LiveAction {
  readonly action: Action;
  readonly run: () => void;
}

interface Registration {
  /** Of the group it is of, also where none can be run. */
  readonly group: string;
  readonly live: readonly LiveAction[];
}

const registrations = new Set<Registration>();
const listeners = new Set<() => void>();
let snapshot: readonly Registration[] = [];

function changed(): void {
  snapshot = [...registrations];
  for (const listener of listeners) listener();
}

const TYPING = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]';
/** All keys go to its program. */
const TERMINAL = '.xterm';

type Taken = 'free' | 'typed' | 'taken';

/** Keys belong to the one who types, to an open dialog, and to an open menu. */
function takenBy(event: KeyboardEvent): Taken {
  if (event.defaultPrevented || event.isComposing) return 'taken';
  if (document.querySelector('[aria-modal=true]') !== null) return 'taken';
  // An editor has a shadow root of its own, from outside of which its events seem to be its host's.
  const [target] = event.composedPath();
  if (!(target instanceof Element)) return 'free';
  if (target.closest('[role=menu]') !== null || target.closest(TERMINAL) !== null) return 'taken';
  return target.closest(TYPING) !== null ? 'typed' : 'free';
}

function onKeyDown(event: KeyboardEvent): void {
  const taken = takenBy(event);
  if (taken === 'taken') return;
  const live = snapshot.flatMap((registration) => registration.live);
  const meant = live.findLast(({ action }) => (taken === 'free' || action.typing) && isKeyOf(event, action));
  if (meant === undefined) return;
  event.preventDefault();
  meant.run();
}

function register(registration: Registration): () => void {
  if (registrations.size === 0) document.addEventListener('keydown', onKeyDown);
  registrations.add(registration);
  changed();
  return () => {
    registrations.delete(registration);
    if (registrations.size === 0) document.removeEventListener('keydown', onKeyDown);
    changed();
  };
}

/**
 * Has these done by their keys, and from the palette, while the component is there. Of one key the latest registered wins. What
 * `runs` does not name is done where its key is pressed, or cannot be done now.
 */
export function useActions<Name extends string>(
  actions: Actions<Name>,
  runs: Readonly<Partial<Record<Name, (() => void) | undefined>>>,
): void {
  const current = useRef(runs);
  useEffect(() => {
    current.current = runs;
  });
  const named = (Object.keys(actions) as Name[]).filter((name) => runs[name] !== undefined).join(' ');
  useEffect(() => {
    const names = Object.keys(actions) as Name[];
    const live = names
      .filter((name) => named.split(' ').includes(name))
      // The functions change with every render; the registration need not.
      .map((name) => ({ action: actions[name], run: () => current.current[name]?.() }));
    return register({ group: names[0] === undefined ? '' : actions[names[0]].group.id, live });
  }, [actions, named]);
}

/** Tells when other actions can be done. */
export const onLiveActions = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What can be done at present; of an action that is there twice, the latest. */
export const liveActions = (): readonly LiveAction[] => [
  ...new Map(snapshot.flatMap(({ live }) => live).map((each) => [each.action.id, each])).values(),
];

const presentGroups = (): ReadonlySet<string> => new Set(snapshot.map(({ group }) => group));

/** Ids of the groups whose keys work here. */
export function usePresentGroups(): ReadonlySet<string> {
  useSyncExternalStore(onLiveActions, () => snapshot);
  return presentGroups();
}
