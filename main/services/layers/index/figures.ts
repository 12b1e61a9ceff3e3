import type { ImageLayers } from '../../../contract/layers';
import type { Entries } from './entries';
import { FOREVER, isReplacing, type Lives } from './lives';
import { type Nodes, NONE, pathOf } from './nodes';

interface LayerFigures {
  bytes: number;
  wasted: number;
  added: number;
  changed: number;
  removed: number;
}

export interface Figures extends Pick<ImageLayers, 'bytes' | 'visibleBytes' | 'efficiency' | 'wasted'> {
  readonly layers: readonly Readonly<LayerFigures>[];
}

interface Index {
  readonly nodes: Nodes;
  readonly entries: Entries;
  readonly lives: Lives;
}

const MOST_WASTED = 100;
/** Kept while looking for them, before all but the first are dropped. */
const GATHERED = 4 * MOST_WASTED;

type Wasted = ImageLayers['wasted'][number];

const none = (): LayerFigures => ({ bytes: 0, wasted: 0, added: 0, changed: 0, removed: 0 });

/**
 * What each layer did, and what all of them waste. Folders that no layer names are not counted. Efficiency is the content of the
 * files in the last layer's tree, divided by that of the files in all layers.
 */
export function figuresOf({ nodes, entries, lives }: Index, count: number): Figures {
  const layers = Array.from({ length: count }, none);
  let wasted: { readonly node: number; readonly bytes: number; readonly times: number }[] = [];
  for (let node = 0; node < nodes.count(); node += 1) {
    const found = countNode({ entries, lives }, node, layers);
    if (found.bytes === 0) continue;
    wasted.push({ node, ...found });
    if (wasted.length >= GATHERED) wasted = most(wasted);
  }
  const bytes = layers.reduce((sum, layer) => sum + layer.bytes, 0);
  const visibleBytes = bytes - layers.reduce((sum, layer) => sum + layer.wasted, 0);
  const named = most(wasted).map(({ node, ...rest }): Wasted => ({ path: pathOf(nodes, node), ...rest }));
  return { layers, bytes, visibleBytes, efficiency: bytes === 0 ? 1 : visibleBytes / bytes, wasted: named };
}

const most = <T extends { readonly bytes: number }>(all: readonly T[]): T[] =>
  [...all].sort((a, b) => b.bytes - a.bytes).slice(0, MOST_WASTED);

/** Returns the bytes that are lost of it, and in how many layers it lies. */
function countNode(
  { entries, lives }: Pick<Index, 'entries' | 'lives'>,
  node: number,
  layers: readonly LayerFigures[],
): { readonly bytes: number; readonly times: number } {
  let lost = 0;
  let times = 0;
  let later = NONE;
  for (let life = lives.last(node); life !== NONE; later = life, life = lives.before(life)) {
    const entry = lives.entry(life);
    const [born, dead] = [lives.born(life), lives.dead(life)];
    const own = layers[born];
    if (entry === NONE || own === undefined || born === dead) continue;
    times += 1;
    own.bytes += entries.size(entry);
    if (!lives.isQuiet(life)) own[isReplacing(lives, life) ? 'changed' : 'added'] += 1;
    if (dead === FOREVER) continue;
    own.wasted += entries.size(entry);
    lost += entries.size(entry);
    const ending = layers[dead];
    if (ending !== undefined && (later === NONE || lives.born(later) !== dead)) ending.removed += 1;
  }
  return { bytes: lost, times };
}
