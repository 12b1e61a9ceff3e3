import type { LayerChange, TreePage, TreeSort } from '../../contract/layers';
import { LayerFault } from './fault';
import type { ImageIndex } from './index/image-index';
import { findPaths, listFolder, pageOf } from './index/tree';
import { type LayerView, viewOf } from './index/view';
import { createMemory } from './shared';
import { createTurns, type Turns } from './turns';

interface InLayer {
  readonly layer: number;
  readonly changes: readonly LayerChange[];
  readonly sort: TreeSort;
  readonly offset: number;
}

/** Pages of trees. A long folder is asked for page by page, and arranged once. */
export interface Trees {
  /** Rejects with LayerFault `no-folder`. */
  children(index: ImageIndex, wish: InLayer & { readonly path: string }, signal: AbortSignal): Promise<TreePage>;
  search(index: ImageIndex, wish: InLayer & { readonly text: string }, signal: AbortSignal): Promise<TreePage>;
}

/** One is looked at, and another was a moment ago. */
const VIEWS = 2;
const LISTS = 8;

const newMemories = () => ({
  views: createMemory<number, LayerView>(VIEWS),
  lists: createMemory<string, Int32Array>(LISTS),
});

interface Looking {
  readonly index: ImageIndex;
  readonly view: LayerView;
  readonly turns: Turns;
}

export function createTrees(): Trees {
  const memories = new WeakMap<ImageIndex, ReturnType<typeof newMemories>>();
  const memoriesOf = (index: ImageIndex) => {
    const known = memories.get(index) ?? newMemories();
    memories.set(index, known);
    return known;
  };
  const page = async (
    { index, signal }: { readonly index: ImageIndex; readonly signal: AbortSignal },
    wish: InLayer & { readonly path?: string; readonly text?: string },
    list: (looking: Looking) => Promise<Int32Array>,
  ): Promise<TreePage> => {
    const { layer, offset } = wish;
    if (layer >= index.image.layers.length) throw new LayerFault('no-folder', `layer ${String(layer + 1)}`);
    const { views, lists } = memoriesOf(index);
    const view = await views.get(layer, (ending) => viewOf(index, layer, createTurns(ending)))(signal);
    const key = JSON.stringify({ ...wish, offset: 0 });
    const found = await lists.get(key, (ending) => list({ index, view, turns: createTurns(ending) }))(signal);
    return pageOf(index, view, found, offset);
  };
  return {
    children: (index, wish, signal) => page({ index, signal }, wish, (looking) => listFolder(looking, wish)),
    search: (index, wish, signal) => page({ index, signal }, wish, (looking) => findPaths(looking, wish)),
  };
}
