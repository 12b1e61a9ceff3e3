import { createStore } from 'zustand/vanilla';
import type { ContainersStore } from '../containers-store';
import { type Arrangement, type ListView, arrange, rearrange } from './arrangement';
import { type Grouping, type Line, idsIn, toLines } from './lines';
import { createPace } from './pace';

export interface ListState {
  readonly lines: readonly Line[];
  /** All containers that meet the filter, in order, folded ones too. */
  readonly ids: readonly string[];
}

export type ShownAs = ListView & Grouping;

export type ListStore = ReturnType<typeof createListStore>;

const sameOrder = (a: ListView | null, b: ListView): boolean =>
  a !== null && a.sortBy === b.sortBy && a.descending === b.descending && a.filter === b.filter;

/** Keeps an arrangement of the rows; `update` arranges no more than what was noted as changed. */
function createArranger({ getState }: ContainersStore) {
  let arrangement: Arrangement | null = null;
  /** null: anything may have changed. */
  let touched: Set<string> | null = null;
  return {
    note: (ids: ReadonlySet<string> | null): void => {
      if (ids === null) touched = null;
      else for (const id of ids) touched?.add(id);
    },
    /** The present arrangement: the same object as before when nothing moved. */
    update: (view: ListView): Arrangement => {
      const { rows } = getState();
      const old = sameOrder(arrangement?.view ?? null, view) ? arrangement : null;
      arrangement = old === null || touched === null ? arrange(rows, view) : rearrange(old, rows, touched);
      touched = new Set();
      return arrangement;
    },
  };
}

/** The lines of the grid, kept up with the rows: at once for a lone change, four times a second in a storm. */
export function createListStore(containers: ContainersStore) {
  const store = createStore<ListState>(() => ({ lines: [], ids: [] }));
  const arranger = createArranger(containers);
  const pace = createPace();
  let shownAs: ShownAs | null = null;
  let seen: Arrangement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = (): void => {
    timer = undefined;
    if (shownAs === null) return;
    const arrangement = arranger.update(shownAs);
    if (arrangement === seen) return;
    seen = arrangement;
    const lines = toLines(arrangement, shownAs);
    store.setState({ lines, ids: idsIn(lines) });
  };
  const onRows = ({ touched }: { readonly touched: ReadonlySet<string> | null }): void => {
    arranger.note(touched);
    if (timer !== undefined) return;
    const wait = pace.wait(performance.now());
    if (wait === 0) update();
    else timer = setTimeout(update, wait);
  };
  return {
    ...store,
    /** Changes order, filter or groups; shown at once. */
    showAs: (next: ShownAs): void => {
      shownAs = next;
      seen = null;
      update();
    },
    /** What is measured has changed, and with it the order. */
    remeasure: (): void => {
      arranger.note(null);
      update();
    },
    /** Follows the rows until the returned function is called. */
    follow: (): (() => void) => {
      const unsubscribe = containers.subscribe(onRows);
      arranger.note(null);
      update();
      return () => {
        unsubscribe();
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}
