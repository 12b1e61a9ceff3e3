/** What is selected, and the container a range with shift starts from. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
}

export type SelectionStep =
  | { readonly type: 'toggle'; readonly id: string }
  /** From the anchor to `id`, in the order given; added to what is selected. */
  | { readonly type: 'range'; readonly id: string; readonly order: readonly string[] }
  /** Selects all of them, or none when all are. */
  | { readonly type: 'toggle-many'; readonly ids: readonly string[] }
  | { readonly type: 'all'; readonly ids: readonly string[] }
  | { readonly type: 'clear' }
  /** Forgets what is no longer there. */
  | { readonly type: 'prune'; readonly exists: (id: string) => boolean };

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

export function select(now: Selection, step: SelectionStep): Selection {
  switch (step.type) {
    case 'toggle':
      return { ids: toggled(now.ids, [step.id]), anchor: step.id };
    case 'toggle-many':
      return { ...now, ids: toggled(now.ids, step.ids) };
    case 'range':
      return selectRange(now, step.id, step.order);
    case 'all':
      return { ...now, ids: new Set(step.ids) };
    case 'clear':
      return now.ids.size === 0 ? now : { ...now, ids: new Set() };
    case 'prune': {
      const left = [...now.ids].filter(step.exists);
      return left.length === now.ids.size ? now : { ...now, ids: new Set(left) };
    }
  }
}

function toggled(ids: ReadonlySet<string>, which: readonly string[]): ReadonlySet<string> {
  const next = new Set(ids);
  const all = which.every((id) => next.has(id));
  for (const id of which) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
}

function selectRange(now: Selection, id: string, order: readonly string[]): Selection {
  const from = now.anchor === null ? -1 : order.indexOf(now.anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return { ids: new Set([...now.ids, id]), anchor: id };
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...now.ids, ...range]), anchor: now.anchor };
}
