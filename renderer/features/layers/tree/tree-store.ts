import { createStore, type StoreApi } from 'zustand';
import type { LayerChange, TreeEntry, TreeSort } from '../../../../main/contract/layers';
import { errorCode } from '../../../lib/errors';
import { rpc } from '../../../rpc/client';

export interface TreeWish {
  readonly imageId: string;
  readonly layer: number;
  readonly changes: readonly LayerChange[];
  readonly sort: TreeSort;
  /** Not empty: what is found, as one list, instead of the tree. */
  readonly text: string;
}

/** A folder as far as it was asked for. */
export interface Folder {
  readonly entries: readonly TreeEntry[];
  /** null: not known yet. */
  readonly total: number | null;
  readonly error: unknown;
}

export interface TreeState {
  readonly folders: ReadonlyMap<string, Folder>;
  readonly expanded: ReadonlySet<string>;
  /** The line that has the focus, or had it last: its path. */
  readonly active: string;
  readonly isSearch: boolean;
}

export interface Tree {
  readonly store: StoreApi<TreeState>;
  /** Asks for what comes after those that are known. */
  more(path: string): void;
  again(path: string): void;
  toggle(path: string): void;
  setActive(path: string): void;
  close(): void;
}

export const ROOT_PATH = '/';

const EMPTY: Folder = { entries: [], total: null, error: null };
/** Of a tree that had more open, those are shut when another layer is shown. */
const MOST_OPEN = 50;

function fetchPage(wish: TreeWish & { readonly path: string; readonly offset: number }, signal: AbortSignal) {
  const { text, path, ...rest } = wish;
  const inLayer = { ...rest, changes: [...rest.changes] };
  return text === ''
    ? rpc.call('layers.children', { ...inLayer, path }, { signal })
    : rpc.call('layers.search', { ...inLayer, text }, { signal });
}

/** @param before Of the layer shown before: what was open stays so. */
export function createTree(wish: TreeWish, before: TreeState | null, onForgotten: () => void): Tree {
  const control = new AbortController();
  const isSearch = wish.text !== '';
  const expanded = new Set([...(before?.expanded ?? [])].slice(0, MOST_OPEN));
  const store = createStore<TreeState>(() => ({
    ...{ folders: new Map(), expanded, active: before?.active ?? '', isSearch },
  }));
  const asked = new Set<string>();
  const put = (path: string, folder: Folder): void =>
    store.setState(({ folders }) => ({ folders: new Map(folders).set(path, folder) }));
  const more = (path: string): void => {
    const folder = store.getState().folders.get(path) ?? EMPTY;
    const isAll = folder.total !== null && folder.entries.length >= folder.total;
    if (asked.has(path) || isAll) return;
    asked.add(path);
    fetchPage({ ...wish, path, offset: folder.entries.length }, control.signal)
      .then(({ total, entries }) => put(path, { entries: [...folder.entries, ...entries], total, error: null }))
      .catch((error: unknown) => {
        if (control.signal.aborted) return;
        if (isForgotten(error)) onForgotten();
        put(path, { ...folder, error });
      })
      .finally(() => asked.delete(path));
  };
  more(ROOT_PATH);
  if (!isSearch) for (const path of expanded) more(path);
  return {
    ...{ store, more },
    again(path) {
      put(path, EMPTY);
      more(path);
    },
    toggle(path) {
      const next = new Set(store.getState().expanded);
      if (!next.delete(path)) {
        next.add(path);
        more(path);
      }
      store.setState({ expanded: next });
    },
    setActive: (active) => store.setState({ active }),
    close: () => control.abort(),
  };
}

const isForgotten = (error: unknown): boolean =>
  errorCode(error) === 'LAYER_FAULT' && (error as { data?: { fault?: unknown } }).data?.fault === 'not-open';
