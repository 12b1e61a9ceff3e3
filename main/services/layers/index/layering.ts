import type { Entries } from './entries';
import { createLives, FOREVER, type Lives } from './lives';
import { type Nodes, NONE, ROOT } from './nodes';

/** Work that is done at once, before others get a turn. */
const TURN = 20_000;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface Stack {
  readonly nodes: Nodes;
  readonly entries: Entries;
  /** Of each layer, the lowest first, the archive that it lies in; NONE: that was not there. */
  readonly archives: readonly number[];
}

/**
 * Lays the layers upon one another, as OCI's image specification says: what a layer deletes lies in the layers below it, wherever
 * in its archive that is said; of two entries of one path in a layer the last counts; a file over a folder deletes what that
 * held. A path below what is no folder makes that one, as overlayfs has it.
 */
export async function layUp({ nodes, entries, archives }: Stack): Promise<Lives> {
  const lives = createLives(nodes);
  const present = createPresent(nodes, entries, lives);
  const order = byArchive(entries, archives.length === 0 ? 0 : Math.max(...archives) + 1);
  const picked = new Int32Array(nodes.count()).fill(NONE);
  for (const [layer, archive] of archives.entries()) {
    const own = order[archive] ?? [];
    for (const entry of own) if (entries.deletes(entry)) present.remove(entry, layer);
    // The last of each path.
    for (const entry of own) if (!entries.deletes(entry)) picked[entries.node(entry)] = entry;
    let turn = 0;
    for (const entry of own) {
      if (picked[entries.node(entry)] !== entry) continue;
      picked[entries.node(entry)] = NONE;
      present.put(entry, layer);
      turn += 1;
      if (turn % TURN === 0) await breathe();
    }
    await breathe();
  }
  return lives;
}

function byArchive(entries: Entries, count: number): readonly Int32Array[] {
  const sizes = new Int32Array(count);
  for (let entry = 0; entry < entries.count(); entry += 1) {
    const archive = entries.layer(entry);
    if (archive < count) sizes[archive] = (sizes[archive] ?? 0) + 1;
  }
  const lists = [...sizes].map((size) => new Int32Array(size));
  const filled = new Int32Array(count);
  for (let entry = 0; entry < entries.count(); entry += 1) {
    const archive = entries.layer(entry);
    const list = lists[archive];
    if (list === undefined) continue;
    const at = filled[archive] ?? 0;
    list[at] = entry;
    filled[archive] = at + 1;
  }
  return lists;
}

/** By this layer. */
const ended = (lives: Lives, life: number, layer: number): boolean => life !== NONE && lives.dead(life) === layer;

const isFolderLife = (entries: Entries, lives: Lives, life: number): boolean =>
  lives.entry(life) === NONE || entries.isFolder(lives.entry(life));

const isThereStill = (lives: Lives, node: number): boolean =>
  lives.last(node) !== NONE && lives.dead(lives.last(node)) === FOREVER;

/** All that a folder holds. */
function removeBelow(
  { nodes, lives }: { readonly nodes: Nodes; readonly lives: Lives },
  folder: number,
  layer: number,
): void {
  const open = [folder];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (let child = nodes.firstChild(node); child !== NONE; child = nodes.nextSibling(child)) {
      if (!isThereStill(lives, child)) continue;
      lives.end(lives.last(child), layer);
      open.push(child);
    }
}

/** What is there after the layers so far. What is there lies in folders that are there. */
function createPresent(nodes: Nodes, entries: Entries, lives: Lives) {
  const isThere = (node: number): boolean => isThereStill(lives, node);
  const isFolder = (life: number): boolean => isFolderLife(entries, lives, life);
  const isQuiet = (old: number, entry: number): boolean =>
    isFolder(old) &&
    entries.isFolder(entry) &&
    (lives.entry(old) === NONE || entries.sameFolder(lives.entry(old), entry));

  const ensureFolder = (node: number, layer: number): void => {
    if (node < ROOT || (isThere(node) && isFolder(lives.last(node)))) return;
    ensureFolder(nodes.parent(node), layer);
    const old = lives.last(node);
    if (isThere(node) && lives.born(old) === layer) {
      lives.replace(old, NONE);
      return;
    }
    if (isThere(node)) lives.end(old, layer);
    lives.add(node, { entry: NONE, born: layer, quiet: ended(lives, old, layer) && isFolder(old) });
  };
  return {
    remove(entry: number, layer: number): void {
      const node = entries.node(entry);
      if (!isThere(node)) return;
      removeBelow({ nodes, lives }, node, layer);
      if (!entries.isOpaque(entry)) lives.end(lives.last(node), layer);
    },
    put(entry: number, layer: number): void {
      const node = entries.node(entry);
      const old = lives.last(node);
      if (!isThere(node)) {
        ensureFolder(nodes.parent(node), layer);
        lives.add(node, { entry, born: layer, quiet: ended(lives, old, layer) && isQuiet(old, entry) });
        return;
      }
      // A folder that had to be there, and is named only now.
      if (lives.born(old) === layer) {
        if (entries.isFolder(entry)) lives.replace(old, entry);
        return;
      }
      if (!entries.isFolder(entry) && isFolder(old)) removeBelow({ nodes, lives }, node, layer);
      lives.end(old, layer);
      lives.add(node, { entry, born: layer, quiet: isQuiet(old, entry) });
    },
  };
}
