import type { LayerChange } from '../../../contract/layers';
import type { Turns } from '../turns';
import type { Entries } from './entries';
import { isReplacing, lifeAt, type Lives } from './lives';
import { type Nodes, NONE, ROOT } from './nodes';

/** Bits of a set. */
export const CHANGE_BITS: Readonly<Record<LayerChange, number>> = { added: 1, changed: 2, removed: 4 };

/** The tree as of a layer, with what that layer did: numbers by node. */
export interface LayerView {
  /** What it is there, or was before this layer removed it; NONE: nothing. */
  readonly life: Int32Array;
  /** Bit of what the layer did to it; 0: nothing. */
  readonly change: Uint8Array;
  /** What it did to anything below. */
  readonly below: Uint8Array;
  /** Bytes of content: a folder's of all below it. */
  readonly bytes: Float64Array;
}

interface Index {
  readonly nodes: Nodes;
  readonly entries: Entries;
  readonly lives: Lives;
}

export async function viewOf({ nodes, entries, lives }: Index, layer: number, turns: Turns): Promise<LayerView> {
  const count = nodes.count();
  const view = {
    life: new Int32Array(count),
    change: new Uint8Array(count),
    below: new Uint8Array(count),
    bytes: new Float64Array(count),
  };
  // Backwards: what a folder holds comes before it.
  for (let node = count - 1; node >= ROOT; node -= 1) {
    const pause = turns.step();
    if (pause !== null) await pause;
    const present = lifeAt(lives, node, layer);
    const life = present === NONE ? removedAt(lives, node, layer) : present;
    view.life[node] = life;
    if (life === NONE) continue;
    const removed = present === NONE;
    const change = removed ? CHANGE_BITS.removed : changeOf(lives, life, layer);
    const entry = lives.entry(life);
    const bytes = (view.bytes[node] ?? 0) + (entry === NONE ? 0 : entries.size(entry));
    view.change[node] = change;
    view.bytes[node] = bytes;
    const parent = nodes.parent(node);
    if (parent < ROOT) continue;
    view.below[parent] = (view.below[parent] ?? 0) | change | (view.below[node] ?? 0);
    // What is gone counts only for folders that are gone too.
    if (!removed || lifeAt(lives, parent, layer) === NONE) view.bytes[parent] = (view.bytes[parent] ?? 0) + bytes;
  }
  return view;
}

function removedAt(lives: Lives, node: number, layer: number): number {
  for (let life = lives.last(node); life !== NONE; life = lives.before(life))
    if (lives.dead(life) === layer && lives.born(life) < layer) return life;
  return NONE;
}

function changeOf(lives: Lives, life: number, layer: number): number {
  if (lives.born(life) !== layer || lives.isQuiet(life)) return 0;
  return isReplacing(lives, life) ? CHANGE_BITS.changed : CHANGE_BITS.added;
}
