import { create } from 'zustand';
import { NOTHING_SELECTED, type Selection, type SelectionStep, select } from '../../lib/selection';

/** A question put to the user before something is done. */
export type Question =
  { readonly kind: 'remove'; readonly ids: readonly string[] } | { readonly kind: 'rename'; readonly id: string };

/** The one context menu: on which containers, and where it opens. */
export interface MenuAt {
  readonly ids: readonly string[];
  readonly x: number;
  readonly y: number;
}

export interface UiState {
  readonly selection: Selection;
  /** The line that has, or gets, the focus: its key, and its place for when it vanishes. */
  readonly active: { readonly key: string | null; readonly index: number };
  readonly question: Question | null;
  readonly menu: MenuAt | null;
}

export const useUi = create<UiState>(() => ({
  selection: NOTHING_SELECTED,
  active: { key: null, index: 0 },
  question: null,
  menu: null,
}));

export function stepSelection(step: SelectionStep): void {
  const { selection } = useUi.getState();
  const next = select(selection, step);
  if (next !== selection) useUi.setState({ selection: next });
}

export function setActive(key: string, index: number): void {
  const { active } = useUi.getState();
  if (active.key !== key || active.index !== index) useUi.setState({ active: { key, index } });
}

export const ask = (question: Question | null): void => useUi.setState({ question });

export const openMenu = (menu: MenuAt | null): void => useUi.setState({ menu });

/** What an action on this container is meant for: the whole selection when it is part of one. */
export function targetsOf(id: string): readonly string[] {
  const { ids } = useUi.getState().selection;
  return ids.has(id) ? [...ids] : [id];
}
