import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createTree, type Tree, type TreeState, type TreeWish } from './tree-store';

const SETTLED_MS = 150;

/** The tree of what is wished; null: before the first. */
export function useLayerTree(wish: TreeWish, onForgotten: () => void): Tree | null {
  const [tree, setTree] = useState<Tree | null>(null);
  const last = useRef<TreeState | null>(null);
  const forgotten = useEffectEvent(onForgotten);
  const { imageId, layer, sort, text } = wish;
  const changes = wish.changes.join(' ');
  const begin = useEffectEvent(() => createTree(wish, last.current, () => forgotten()));
  useEffect(() => {
    let own: Tree | null = null;
    // While somebody types nothing is asked.
    const timer = setTimeout(
      () => {
        own = begin();
        setTree(own);
      },
      last.current === null || text === '' ? 0 : SETTLED_MS,
    );
    return () => {
      clearTimeout(timer);
      if (own === null) return;
      last.current = own.store.getState();
      own.close();
    };
  }, [imageId, layer, sort, text, changes]);
  return tree;
}
