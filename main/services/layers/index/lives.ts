import { createColumn } from './columns';
import { NONE, type Nodes } from './nodes';

/** Beyond the last layer. */
export const FOREVER = 0xffff;

/** What a path was from one layer to another: it is born in the first, and dead in the second and later. */
export interface Lives {
  count(): number;
  /** `entry` NONE: a folder that no layer names, and that must be there because of what it holds. */
  add(node: number, life: { readonly entry: number; readonly born: number; readonly quiet: boolean }): number;
  end(life: number, layer: number): void;
  /** Another entry of the same layer says what it is. */
  replace(life: number, entry: number): void;
  entry(life: number): number;
  born(life: number): number;
  dead(life: number): number;
  /** Nothing but its time is new. */
  isQuiet(life: number): boolean;
  /** The life of the same path before this one; NONE. */
  before(life: number): number;
  /** The last life of a path; NONE: no layer has it, they only delete it. */
  last(node: number): number;
  bytes(): number;
}

export function createLives(nodes: Nodes): Lives {
  const [entries, befores, lasts] = [
    createColumn('int32'),
    createColumn('int32'),
    createColumn('int32', nodes.count()),
  ];
  const [borns, deads] = [createColumn('uint16'), createColumn('uint16')];
  const quiets = createColumn('uint8');
  const all = [entries, befores, lasts, borns, deads, quiets];
  let count = 0;
  return {
    count: () => count,
    add(node, { entry, born, quiet }) {
      const life = count;
      count += 1;
      entries.set(life, entry);
      borns.set(life, born);
      deads.set(life, FOREVER);
      quiets.set(life, quiet ? 1 : 0);
      // Kept one higher, as 0 is what was never set.
      befores.set(life, lasts.get(node) - 1);
      lasts.set(node, life + 1);
      return life;
    },
    end: (life, layer) => deads.set(life, layer),
    replace: (life, entry) => entries.set(life, entry),
    entry: (life) => entries.get(life),
    born: (life) => borns.get(life),
    dead: (life) => deads.get(life),
    isQuiet: (life) => quiets.get(life) === 1,
    before: (life) => befores.get(life),
    last: (node) => lasts.get(node) - 1,
    bytes: () => all.reduce((sum, column) => sum + column.bytes(), 0),
  };
}

/** The life a path has in the tree of a layer; NONE. */
export function lifeAt(lives: Lives, node: number, layer: number): number {
  for (let life = lives.last(node); life !== NONE; life = lives.before(life))
    if (lives.born(life) <= layer) return lives.dead(life) > layer ? life : NONE;
  return NONE;
}

/** The layer that it is born in ended another one. */
export function isReplacing(lives: Lives, life: number): boolean {
  const before = lives.before(life);
  return before !== NONE && lives.dead(before) === lives.born(life);
}
