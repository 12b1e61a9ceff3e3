import type { SettingsValue } from '../../../main/contract/settings';
import { useSettings } from '../../rpc/stores/settings-store';
import { VIEWS, type View } from '../views';

export type ViewChoices = SettingsValue['appearance']['views'];

export interface ArrangedView {
  readonly view: View;
  readonly hidden: boolean;
}

const NONE: ViewChoices = [];

/** Those the user placed in their order, then the others in theirs; what is no view any more is left out. */
export function arranged(choices: ViewChoices, views: readonly View[] = VIEWS): readonly ArrangedView[] {
  const left = new Map(views.map((view) => [view.path, view]));
  const placed = choices.flatMap(({ path, hidden }) => {
    const view = left.get(path);
    left.delete(path);
    return view === undefined ? [] : [{ view, hidden }];
  });
  return [...placed, ...[...left.values()].map((view) => ({ view, hidden: false }))];
}

/** The one at `from` stands at `to` then. */
export function moved<T>(all: readonly T[], from: number, to: number): readonly T[] {
  const one = all[from];
  if (one === undefined || to < 0 || to >= all.length) return all;
  const rest = all.filter((_, index) => index !== from);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** As the settings keep it. */
export const choicesOf = (all: readonly ArrangedView[]): ViewChoices =>
  all.map(({ view: { path }, hidden }) => ({ path, hidden }));

export const useArrangedViews = (): readonly ArrangedView[] =>
  arranged(useSettings(({ value }) => value?.appearance.views ?? NONE));

export const useSidebarShown = (): boolean => useSettings(({ value }) => value?.appearance.sidebar ?? true);
