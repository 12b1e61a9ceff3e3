import { type LayerChange, TREE_PAGE, type TreeEntry, type TreePage, type TreeSort } from '../../../contract/layers';
import { LayerFault } from '../fault';
import { sortInTurns, type Turns } from '../turns';
import type { ImageIndex } from './image-index';
import { type Nodes, NONE, nodeAt, pathOf, ROOT } from './nodes';
import { CHANGE_BITS, type LayerView } from './view';

export interface TreeWish {
  readonly changes: readonly LayerChange[];
  readonly sort: TreeSort;
  readonly offset: number;
}

type Index = Pick<ImageIndex, 'nodes' | 'entries' | 'lives'>;

/** A tree that is looked through. */
interface Looking {
  readonly index: Index;
  readonly view: LayerView;
  readonly turns: Turns;
}

const bitsOf = (changes: readonly LayerChange[]): number =>
  changes.reduce((bits, change) => bits | CHANGE_BITS[change], 0);

const LIST = ['added', 'changed', 'removed'] as const;
const changesIn = (bits: number): LayerChange[] => LIST.filter((change) => (bits & CHANGE_BITS[change]) !== 0);

const isShown = ({ life, change, below }: LayerView, node: number, bits: number): boolean =>
  life[node] !== NONE && (bits === 0 || (((change[node] ?? 0) | (below[node] ?? 0)) & bits) !== 0);

/** Nodes of one folder in their order. Throws LayerFault `no-folder`. */
export async function listFolder(
  { index, view, turns }: Looking,
  { path, changes, sort }: Omit<TreeWish, 'offset'> & { readonly path: string },
): Promise<Int32Array> {
  const { nodes } = index;
  const folder = nodeAt(nodes, path);
  if (folder === NONE || (folder !== ROOT && view.life[folder] === NONE)) throw new LayerFault('no-folder', path);
  const bits = bitsOf(changes);
  const found: number[] = [];
  for (let child = nodes.firstChild(folder); child !== NONE; child = nodes.nextSibling(child)) {
    const pause = turns.step();
    if (pause !== null) await pause;
    if (isShown(view, child, bits)) found.push(child);
  }
  return arrange({ index, view, turns }, found, sort);
}

/** Nodes anywhere whose path has the text in it. */
export async function findPaths(
  { index, view, turns }: Looking,
  { text, changes, sort }: Omit<TreeWish, 'offset'> & { readonly text: string },
): Promise<Int32Array> {
  const { nodes } = index;
  const wanted = text.toLowerCase();
  // Only those whose name can end the text are spelled out.
  const last = wanted.slice(wanted.lastIndexOf('/') + 1);
  const bits = bitsOf(changes);
  const found: number[] = [];
  for (let node = 1; node < nodes.count(); node += 1) {
    const pause = turns.step();
    if (pause !== null) await pause;
    if (view.life[node] === NONE || (bits !== 0 && ((view.change[node] ?? 0) & bits) === 0)) continue;
    if (!nodes.name(node).toLowerCase().includes(last)) continue;
    if (last === wanted || pathOf(nodes, node).toLowerCase().includes(wanted)) found.push(node);
  }
  return arrange({ index, view, turns }, found, sort);
}

async function arrange({ index, view, turns }: Looking, found: readonly number[], sort: TreeSort): Promise<Int32Array> {
  const { nodes } = index;
  const byName = (a: number, b: number): number => compareNames(nodes, a, b);
  const compare =
    sort === 'size'
      ? (a: number, b: number): number => (view.bytes[b] ?? 0) - (view.bytes[a] ?? 0) || byName(a, b)
      : (a: number, b: number): number => rank(index, view, a) - rank(index, view, b) || byName(a, b);
  return Int32Array.from(await sortInTurns(found, compare, turns));
}

/** In the order of characters' codes, as plain `ls` has it: quick for 100,000. Of one name by their folders. */
function compareNames(nodes: Nodes, a: number, b: number): number {
  const [one, other] = [nodes.name(a), nodes.name(b)];
  return one < other ? -1 : one > other ? 1 : a - b;
}

const rank = (index: Index, view: LayerView, node: number): number =>
  isFolder(index, view.life[node] ?? NONE) ? 0 : 1;

const isFolder = ({ lives, entries }: Index, life: number): boolean =>
  lives.entry(life) === NONE || entries.isFolder(lives.entry(life));

export const pageOf = (index: Index, view: LayerView, found: Int32Array, offset: number): TreePage => ({
  total: found.length,
  entries: [...found.subarray(offset, offset + TREE_PAGE)].map((node) => entryOf(index, view, node)),
});

/** What a folder is like that no layer names. */
const UNNAMED = { kind: 'dir', mode: 0o755, uid: 0, gid: 0, mtime: 0, target: null } as const;

function entryOf({ nodes, entries, lives }: Index, view: LayerView, node: number): TreeEntry {
  const entry = lives.entry(view.life[node] ?? NONE);
  const { kind, mode, uid, gid, mtime, target } = entry === NONE ? UNNAMED : entries.facts(entry);
  return {
    ...{ path: pathOf(nodes, node), kind, mode, uid, gid, mtime, target, size: view.bytes[node] ?? 0 },
    change: changesIn(view.change[node] ?? 0)[0] ?? null,
    below: changesIn(view.below[node] ?? 0),
  };
}
