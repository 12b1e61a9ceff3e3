import { type Difference, type LayerChange, TREE_PAGE } from '../../../contract/layers';
import type { EntryFacts } from '../index/entries';
import type { ImageIndex } from '../index/image-index';
import { FOREVER } from '../index/lives';
import { NONE, nodeAt, pathOf, ROOT } from '../index/nodes';
import { sortInTurns, type Turns } from '../turns';

/** Two images' last trees, path by path: those that differ. Nodes of the one, and of the other; NONE: it has none. */
export interface FileDifferences {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly counts: {
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    readonly same: number;
  };
}

/** The entry that says what a path is in the last tree; null: there is none, or a folder that no layer names. */
function presentEntry({ lives, entries }: ImageIndex, node: number): EntryFacts | null {
  const life = node === NONE ? NONE : lives.last(node);
  if (life === NONE || lives.dead(life) !== FOREVER || lives.entry(life) === NONE) return null;
  return entries.facts(lives.entry(life));
}

const isPresent = ({ lives }: ImageIndex, node: number): boolean =>
  node !== NONE && lives.last(node) !== NONE && lives.dead(lives.last(node)) === FOREVER;

/** Number of each path of `from` in `to`. A folder's number is below those of what it holds. */
async function paired(from: ImageIndex, to: ImageIndex, turns: Turns): Promise<Int32Array> {
  const pairs = new Int32Array(from.nodes.count()).fill(NONE);
  pairs[ROOT] = ROOT;
  for (let node = 1; node < from.nodes.count(); node += 1) {
    const pause = turns.step();
    if (pause !== null) await pause;
    const parent = pairs[from.nodes.parent(node)] ?? NONE;
    if (parent !== NONE) pairs[node] = to.nodes.find(parent, from.nodes.name(node));
  }
  return pairs;
}

/** By kind, content, size, mode, owner and target; times are not compared, as every build makes new ones. */
export async function diffFiles({ before, after }: Images, turns: Turns): Promise<FileDifferences> {
  const found: { readonly before: number; readonly after: number }[] = [];
  const counts = { added: 0, removed: 0, changed: 0, same: 0 };
  const there = await paired(before, after, turns);
  for (let node = 1; node < before.nodes.count(); node += 1) {
    const pause = turns.step();
    if (pause !== null) await pause;
    if (!isPresent(before, node)) continue;
    const other = there[node] ?? NONE;
    const kind = isPresent(after, other) ? changedOrSame(before, after, [node, other]) : 'removed';
    counts[kind] += 1;
    if (kind !== 'same') found.push({ before: node, after: kind === 'removed' ? NONE : other });
  }
  const back = await paired(after, before, turns);
  for (let node = 1; node < after.nodes.count(); node += 1) {
    const pause = turns.step();
    if (pause !== null) await pause;
    if (!isPresent(after, node) || isPresent(before, back[node] ?? NONE)) continue;
    counts.added += 1;
    found.push({ before: NONE, after: node });
  }
  return {
    counts,
    before: Int32Array.from(found, (pair) => pair.before),
    after: Int32Array.from(found, (pair) => pair.after),
  };
}

function changedOrSame(before: ImageIndex, after: ImageIndex, [one, other]: readonly [number, number]) {
  return whatDiffers(presentEntry(before, one), presentEntry(after, other)).length === 0 ? 'same' : 'changed';
}

function whatDiffers(one: EntryFacts | null, other: EntryFacts | null): Difference['what'] {
  if (one === null || other === null) return (one ?? other ?? { kind: 'dir' }).kind === 'dir' ? [] : ['kind'];
  const differs: Difference['what'] = [];
  if (one.kind !== other.kind) differs.push('kind');
  if (one.size !== other.size || one.crc !== other.crc) differs.push('content');
  if (one.mode !== other.mode) differs.push('mode');
  if (one.uid !== other.uid || one.gid !== other.gid) differs.push('owner');
  if (one.target !== other.target) differs.push('target');
  return differs;
}

export interface Images {
  readonly before: ImageIndex;
  readonly after: ImageIndex;
}

/** One page of them, in the order of their paths, and how many there are. */
export async function pageOfDifferences(
  { images, all }: { readonly images: Images; readonly all: FileDifferences },
  wish: { readonly changes: readonly LayerChange[]; readonly text: string; readonly offset: number },
  turns: Turns,
): Promise<{ total: number; differences: Difference[] }> {
  const wanted = wish.text.toLowerCase();
  const found: { readonly at: number; readonly path: string }[] = [];
  for (let at = 0; at < all.before.length; at += 1) {
    const pause = turns.step();
    if (pause !== null) await pause;
    if (wish.changes.length > 0 && !wish.changes.includes(changeAt(all, at))) continue;
    const path = pathAt(images, all, at);
    if (wanted === '' || path.toLowerCase().includes(wanted)) found.push({ at, path });
  }
  const sorted = await sortInTurns(found, (a, b) => (a.path < b.path ? -1 : 1), turns);
  const page = sorted.slice(wish.offset, wish.offset + TREE_PAGE);
  return { total: sorted.length, differences: page.map(({ at, path }) => differenceAt(images, all, { at, path })) };
}

const changeAt = ({ before, after }: FileDifferences, at: number): LayerChange =>
  before[at] === NONE ? 'added' : after[at] === NONE ? 'removed' : 'changed';

function pathAt({ before, after }: Images, all: FileDifferences, at: number): string {
  const node = all.before[at] ?? NONE;
  return node === NONE ? pathOf(after.nodes, all.after[at] ?? ROOT) : pathOf(before.nodes, node);
}

function differenceAt(
  { before, after }: Images,
  all: FileDifferences,
  { at, path }: { readonly at: number; readonly path: string },
): Difference {
  const change = changeAt(all, at);
  const one = change === 'added' ? null : presentEntry(before, nodeAt(before.nodes, path));
  const other = change === 'removed' ? null : presentEntry(after, nodeAt(after.nodes, path));
  return {
    ...{ path, change, kind: (other ?? one)?.kind ?? 'dir' },
    before: change === 'added' ? null : (one?.size ?? 0),
    after: change === 'removed' ? null : (other?.size ?? 0),
    what: change === 'changed' ? whatDiffers(one, other) : [],
  };
}
