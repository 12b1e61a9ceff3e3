import { whileVisible } from '../../../lib/while-visible';
import { createRowsStore, type RowsStore, wholly } from '../../../rpc/stores/rows-store';
import { watch } from '../../../rpc/use-stream';
import type { PaletteItem, PaletteSource } from '../item';
import { imageItem } from './image-item';
import { networkItem } from './network-item';
import { projectItem } from './project-item';
import { volumeItem } from './volume-item';

/** As long as a row is the same, its item is. */
export function keeping<R extends object>(itemOf: (row: R) => PaletteItem): (row: R) => PaletteItem {
  const items = new WeakMap<R, PaletteItem>();
  return (row) => {
    const known = items.get(row);
    if (known !== undefined) return known;
    const item = itemOf(row);
    items.set(row, item);
    return item;
  };
}

interface Kind<R extends object> {
  readonly keyOf: (row: R) => string;
  readonly itemOf: (row: R) => PaletteItem;
  readonly follow: (store: RowsStore<R>) => () => void;
}

/** Objects that views watch while they are open: the palette watches them for itself, while it is. */
function watched<R extends object>({ keyOf, itemOf, follow }: Kind<R>): PaletteSource {
  const store = createRowsStore<R>(keyOf);
  const kept = keeping(itemOf);
  return {
    kind: 'objects',
    items: () => [...store.getState().rows.values()].map(kept),
    subscribe: (listener) => store.subscribe(listener),
    start: () => whileVisible(() => follow(store)),
  };
}

export const WATCHED_SOURCES: readonly PaletteSource[] = [
  watched({
    keyOf: (row) => row.key,
    itemOf: projectItem,
    follow: (store) => watch('compose.watch', undefined, { onItem: wholly(store) }),
  }),
  watched({
    keyOf: (row) => row.id,
    itemOf: imageItem,
    follow: (store) => watch('images.watch', undefined, { onItem: wholly(store) }),
  }),
  watched({
    keyOf: (row) => row.name,
    itemOf: volumeItem,
    follow: (store) => watch('volumes.watch', undefined, { onItem: wholly(store) }),
  }),
  watched({
    keyOf: (row) => row.id,
    itemOf: networkItem,
    follow: (store) => watch('networks.watch', undefined, { onItem: wholly(store) }),
  }),
];
