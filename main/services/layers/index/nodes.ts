import { createColumn } from './columns';
import type { Names } from './names';

/** The root folder. */
export const ROOT = 0;
export const NONE = -1;

/**
 * Every path that any layer speaks of, once: a tree of numbers. A folder's number is below those of all it holds, so that going
 * through them backwards meets children before their folder.
 */
export interface Nodes {
  count(): number;
  /** Makes it where it is not there. */
  child(parent: number, name: string): number;
  /** NONE: there is none. */
  find(parent: number, name: string): number;
  parent(node: number): number;
  name(node: number): string;
  /** Id of its name. */
  nameId(node: number): number;
  /** NONE: it holds nothing. */
  firstChild(node: number): number;
  nextSibling(node: number): number;
  bytes(): number;
}

const FIRST_SLOTS = 4096;

/** Finds children by folder and name: open addressing, half full at most. */
function createSlots(same: (node: number, parent: number, name: number) => boolean) {
  let slots = new Int32Array(FIRST_SLOTS);
  const hash = (parent: number, name: number): number =>
    (Math.imul(parent, 0x9e3779b1) ^ Math.imul(name, 0x85ebca6b)) >>> 7;
  const place = (parent: number, name: number): number => {
    const mask = slots.length - 1;
    let at = hash(parent, name) & mask;
    for (;;) {
      const node = (slots[at] ?? 0) - 1;
      if (node < 0 || same(node, parent, name)) return at;
      at = (at + 1) & mask;
    }
  };
  return {
    find: (parent: number, name: number): number => (slots[place(parent, name)] ?? 0) - 1,
    put(node: number, parent: number, name: number): void {
      slots[place(parent, name)] = node + 1;
    },
    grow(count: number, key: (node: number) => readonly [parent: number, name: number]): void {
      if (count * 2 < slots.length) return;
      slots = new Int32Array(slots.length * 2);
      for (let node = 1; node < count; node += 1) {
        const [parent, name] = key(node);
        slots[place(parent, name)] = node + 1;
      }
    },
    bytes: (): number => slots.byteLength,
  };
}

export function createNodes(names: Names): Nodes {
  const parents = createColumn('int32');
  const nameIds = createColumn('int32');
  const firsts = createColumn('int32');
  const nexts = createColumn('int32');
  const slots = createSlots((node, parent, name) => parents.get(node) === parent && nameIds.get(node) === name);
  let count = 1;
  parents.set(ROOT, NONE);
  nameIds.set(ROOT, names.intern(''));
  firsts.set(ROOT, NONE);
  nexts.set(ROOT, NONE);
  const add = (parent: number, name: number): number => {
    const node = count;
    count += 1;
    parents.set(node, parent);
    nameIds.set(node, name);
    firsts.set(node, NONE);
    nexts.set(node, firsts.get(parent));
    firsts.set(parent, node);
    slots.grow(count, (one) => [parents.get(one), nameIds.get(one)]);
    slots.put(node, parent, name);
    return node;
  };
  return {
    count: () => count,
    child(parent, name) {
      const id = names.intern(name);
      const found = slots.find(parent, id);
      return found >= 0 ? found : add(parent, id);
    },
    find(parent, name) {
      const id = names.find(name);
      return id === null ? NONE : slots.find(parent, id);
    },
    parent: (node) => parents.get(node),
    name: (node) => names.text(nameIds.get(node)),
    nameId: (node) => nameIds.get(node),
    firstChild: (node) => firsts.get(node),
    nextSibling: (node) => nexts.get(node),
    bytes: () => slots.bytes() + [parents, nameIds, firsts, nexts].reduce((sum, column) => sum + column.bytes(), 0),
  };
}

/** Absolute. */
export function pathOf(nodes: Nodes, node: number): string {
  const parts: string[] = [];
  for (let at = node; at > ROOT; at = nodes.parent(at)) parts.push(nodes.name(at));
  return `/${parts.reverse().join('/')}`;
}

/** NONE: no layer speaks of it. */
export function nodeAt(nodes: Nodes, path: string): number {
  let node = ROOT;
  for (const part of path.split('/')) {
    if (part === '') continue;
    node = nodes.find(node, part);
    if (node < 0) return NONE;
  }
  return node;
}
