import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { RowChange } from '../../../main/contract/rows';

export interface RowsState<R> {
  /** A new one with each change. */
  readonly rows: ReadonlyMap<string, R>;
  /** The rows are all of the engine's; false until its first whole list. */
  readonly synced: boolean;
  /** The engine is out of reach: what is shown is its last known state. */
  readonly stale: boolean;
}

export type RowsStore<R> = UseBoundStore<StoreApi<RowsState<R>>> & {
  /** Takes in what a watch tells. */
  readonly change: (change: RowChange<R>) => void;
};

/** The page's copy of a list that main tells as `RowChange`. */
export function createRowsStore<R>(keyOf: (row: R) => string): RowsStore<R> {
  const store = create<RowsState<R>>(() => ({ rows: new Map(), synced: false, stale: false }));
  const change = (news: RowChange<R>): void => {
    const { rows } = store.getState();
    switch (news.type) {
      case 'reset':
        store.setState({ rows: new Map(), synced: false, stale: false });
        break;
      case 'upsert':
        store.setState({ rows: new Map([...rows, ...news.rows.map((row) => [keyOf(row), row] as const)]) });
        break;
      case 'remove': {
        const left = new Map(rows);
        for (const id of news.ids) left.delete(id);
        store.setState({ rows: left });
        break;
      }
      case 'synced':
        store.setState({ synced: true, stale: false });
        break;
      case 'stale':
        store.setState({ stale: true });
        break;
    }
  };
  return Object.assign(store, { change });
}

/** What begins anew takes the place of what is shown only when it is whole: nothing blinks when the page is shown again. */
export function wholly<R>(store: Pick<RowsStore<R>, 'change'>): (change: RowChange<R>) => void {
  let waiting: RowChange<R>[] | null = null;
  return (change) => {
    if (change.type === 'reset') waiting = [];
    if (waiting === null || change.type === 'stale') {
      store.change(change);
      return;
    }
    waiting.push(change);
    if (change.type !== 'synced') return;
    for (const each of waiting) store.change(each);
    waiting = null;
  };
}
