import { createStore, type StoreApi } from 'zustand';
import type { FileEntry, FileSource, ListItem } from '../../../../main/contract/files';
import { rpc } from '../../../rpc/client';
import { sorted } from './sorting';

type End = Extract<ListItem, { type: 'end' }>;

/** A folder as far as it was read. */
export interface Folder {
  readonly entries: readonly FileEntry[];
  readonly reading: boolean;
  /** What the engine sent for it so far, and how many entries that told of, in it and below. */
  readonly bytes: number;
  readonly seen: number;
  /** How the reading ended; null: it goes on, was cancelled, or failed. */
  readonly end: End | null;
  readonly error: unknown;
}

export interface TreeState {
  readonly source: FileSource;
  /** The folder that the tree begins with. */
  readonly root: string;
  readonly folders: ReadonlyMap<string, Folder>;
  readonly expanded: ReadonlySet<string>;
  /** The line that has the focus, or had it last: its path. */
  readonly active: string;
}

export interface Tree {
  readonly store: StoreApi<TreeState>;
  /** Reads a folder, unless that is known or under way. */
  read(path: string, how?: { readonly fresh?: boolean; readonly unbounded?: boolean }): void;
  cancel(path: string): void;
  toggle(path: string, open?: boolean): void;
  setRoot(path: string): void;
  setActive(path: string): void;
  /** What is there now, in a folder that is known; null: nothing of this name. */
  put(folder: string, name: string, entry: FileEntry | null): void;
  close(): void;
}

/** Above this, sorting at every step would cost more than it shows. */
const SORTED_WHILE_READING = 5_000;

const EMPTY: Folder = { entries: [], reading: true, bytes: 0, seen: 0, end: null, error: null };

/** Reads folders into the store, each at most once at a time. */
function createReadings(store: StoreApi<TreeState>, source: FileSource) {
  const readings = new Map<string, AbortController>();
  const set = (path: string, change: Partial<Folder>): void =>
    store.setState(({ folders }) => ({
      folders: new Map(folders).set(path, { ...(folders.get(path) ?? EMPTY), ...change }),
    }));
  const follow = async (path: string, items: AsyncIterable<ListItem>): Promise<void> => {
    const entries = new Map<string, FileEntry>();
    const show = (): readonly FileEntry[] =>
      entries.size > SORTED_WHILE_READING ? [...entries.values()] : sorted(entries.values());
    for await (const item of items) {
      if (item.type === 'entries') for (const entry of item.entries) entries.set(entry.name, entry);
      else if (item.type === 'progress') set(path, { entries: show(), bytes: item.bytes, seen: item.entries });
      else set(path, { entries: sorted(entries.values()), end: item, reading: false });
    }
  };
  const begin: Tree['read'] = (path, { fresh = false, unbounded = false } = {}) => {
    const known = store.getState().folders.get(path);
    if (readings.has(path) || (!fresh && !unbounded && (known?.end ?? null) !== null)) return;
    const controller = new AbortController();
    readings.set(path, controller);
    set(path, { ...EMPTY, entries: known?.entries ?? [] });
    follow(path, rpc.stream('files.list', { source, path, fresh, unbounded }, { signal: controller.signal }))
      .catch((error: unknown) => set(path, { reading: false, error: controller.signal.aborted ? null : error }))
      .finally(() => readings.delete(path));
  };
  const end = (path: string): void => readings.get(path)?.abort();
  const endAll = (): void => [...readings.keys()].forEach(end);
  return { set, begin, end, endAll };
}

export function createTree(source: FileSource): Tree {
  const store = createStore<TreeState>(() => ({
    ...{ source, root: '/', active: '', folders: new Map(), expanded: new Set() },
  }));
  const readings = createReadings(store, source);
  return {
    store,
    read: readings.begin,
    cancel: readings.end,
    close: readings.endAll,
    toggle(path, open) {
      const { expanded } = store.getState();
      const next = new Set(expanded);
      if (open ?? !expanded.has(path)) {
        next.add(path);
        readings.begin(path);
      } else {
        next.delete(path);
        readings.end(path);
      }
      store.setState({ expanded: next });
    },
    setRoot(root) {
      store.setState({ root, active: '' });
      readings.begin(root);
    },
    setActive: (active) => store.setState({ active }),
    put(folder, name, entry) {
      const known = store.getState().folders.get(folder);
      if (known === undefined) return;
      const others = known.entries.filter((one) => one.name !== name);
      readings.set(folder, { entries: sorted(entry === null ? others : [...others, entry]) });
    },
  };
}
