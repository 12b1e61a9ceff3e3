import { type Bindings, keysIn } from '../../lib/actions/bindings';
import type { Action } from '../../lib/actions/define';
import { sameKeys } from '../../lib/actions/key-names';

/** As the settings allow. */
export const MOST_KEYS = 5;

const has = (keys: readonly string[], one: string): boolean => keys.some((each) => sameKeys(each) === sameKeys(one));

/** Whether keys of both can be pressed in one place. */
const meet = ({ group: a }: Action, { group: b }: Action): boolean =>
  a.id === b.id || a.reach !== 'view' || b.reach !== 'view';

/** What has these keys already, where `action` would have them, too. */
export const conflictsOf = (
  keys: string,
  action: Action,
  { all, bindings }: { readonly all: readonly Action[]; readonly bindings: Bindings },
): readonly Action[] =>
  all.filter((other) => other.id !== action.id && meet(action, other) && has(keysIn(bindings, other), keys));

/** With those keys as the action's; its own ones need not be kept. */
function withKeys(bindings: Bindings, action: Action, keys: readonly string[]): Bindings {
  const { [action.id]: _before, ...others } = bindings;
  const isOwn = keys.length === action.keys.length && keys.every((each) => has(action.keys, each));
  return isOwn ? others : { ...others, [action.id]: keys };
}

export const without = (bindings: Bindings, action: Action, keys: string): Bindings =>
  withKeys(
    bindings,
    action,
    keysIn(bindings, action).filter((each) => sameKeys(each) !== sameKeys(keys)),
  );

/** `from` lose them: fixed ones cannot. */
export function given(bindings: Bindings, action: Action, keys: string, from: readonly Action[]): Bindings {
  const taken = from.filter(({ fixed }) => !fixed).reduce((left, other) => without(left, other, keys), bindings);
  const before = keysIn(taken, action);
  return has(before, keys) ? taken : withKeys(taken, action, [...before, keys].slice(-MOST_KEYS));
}

export const reset = (bindings: Bindings, { id }: Action): Bindings =>
  Object.fromEntries(Object.entries(bindings).filter(([other]) => other !== id));
