import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { watch } from '../../rpc/use-stream';
import { type StopView, take } from './stop-view';
import { whileVisible } from '../../lib/while-visible';

interface Entry {
  readonly store: StoreApi<StopView>;
  /** One more looks at it; what it returns is called when that one does not any more. */
  use(): () => void;
}

const entries = new Map<string, Entry>();

function entryOf(id: string): Entry {
  const known = entries.get(id);
  if (known !== undefined) return known;
  const store = createStore<StopView>(() => ({ facts: null, freshness: 'loading', error: null }));
  let users = 0;
  let stop: () => void = () => undefined;
  const entry: Entry = {
    store,
    use() {
      if (users === 0) {
        // It may have been let go, and used again.
        entries.set(id, entry);
        stop = follow(id, store);
      }
      users += 1;
      return () => {
        users -= 1;
        if (users > 0) return;
        stop();
        entries.delete(id);
      };
    },
  };
  entries.set(id, entry);
  return entry;
}

const follow = (id: string, store: StoreApi<StopView>): (() => void) =>
  whileVisible(() =>
    watch(
      'stops.watch',
      { id },
      {
        onItem: (change) => store.setState((view) => take(view, change)),
        onLost: (error) =>
          store.setState((view) => ({
            facts: view.facts,
            freshness: view.facts === null ? 'loading' : 'stale',
            error,
          })),
      },
    ),
  );

/** What is known of one container's end: one watch, whoever looks at it, and none while the page is hidden. */
export function useStop(id: string): StopView {
  const [entry] = useState(() => entryOf(id));
  useEffect(() => entry.use(), [entry]);
  return useStore(entry.store);
}
