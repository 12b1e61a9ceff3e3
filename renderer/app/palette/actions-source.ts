import { IconBolt } from '@tabler/icons-react';
import { keysOf } from '../../lib/actions/bindings';
import type { Action } from '../../lib/actions/define';
import { liveActions, onLiveActions } from '../../lib/actions/use-actions';
import { APP_ACTIONS, VIEW_ACTIONS } from '../app-actions';
import { VIEWS } from '../views';
import type { PaletteItem, PaletteSource } from './item';

/** Those that lead to views have the view's icon. */
const ICONS = new Map(
  VIEWS.flatMap(({ path, icon }) => {
    const action = VIEW_ACTIONS[path.slice(1)];
    return action === undefined ? [] : [[action, icon] as const];
  }),
);

/** Its functions are looked for when it is chosen: what closes meanwhile does nothing. */
const itemOf = (action: Action): PaletteItem => ({
  id: `action:${action.id}`,
  kind: action.group.title,
  icon: ICONS.get(action) ?? IconBolt,
  title: action.title,
  keys: keysOf(action),
  run: () =>
    liveActions()
      .find((live) => live.action === action)
      ?.run(),
});

/** The same of a view and of the whole app is once in the list: as the view has it, with its key. */
const once = (actions: readonly Action[]): readonly Action[] => {
  const titles = new Set(actions.filter(({ group }) => !isOfApp(group)).map(({ title }) => title));
  return actions.filter(({ group, title }) => !isOfApp(group) || !titles.has(title));
};
const isOfApp = (group: Action['group']): boolean => group === APP_ACTIONS.palette.group;

/** All that can be done now by a key, or could have one. */
export const ACTIONS_SOURCE: PaletteSource = {
  kind: 'actions',
  items: () =>
    once(
      liveActions()
        .map(({ action }) => action)
        .filter((action) => !action.fixed && action !== APP_ACTIONS.palette),
    ).map(itemOf),
  subscribe: onLiveActions,
};
