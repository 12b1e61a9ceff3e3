/** One file as it was read. */
export interface Source {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** Offset of the beginning of each line. */
  readonly lines: readonly number[];
}

/** A range of a file, in UTF-16 units from 0. */
export interface At {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

export type Plain = string | number | boolean | null;

/** `!reset` takes away what earlier files say, `!override` takes its place. */
type Tag = 'none' | 'reset' | 'override';

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Plain;
  readonly at: At;
  readonly tag: Tag;
}
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: At;
  readonly tag: Tag;
}
export interface Entry {
  readonly key: At;
  readonly value: Node;
}
export interface MapNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly at: At;
  readonly tag: Tag;
}
/** YAML with its places: aliases and merge keys followed, so that one node may stand at several places. Strings are hostile. */
export type Node = ScalarNode | ListNode | MapNode;

export const scalarNode = (value: Plain, at: At): ScalarNode => ({ kind: 'scalar', value, at, tag: 'none' });
export const listNode = (items: readonly Node[], at: At): ListNode => ({ kind: 'list', items, at, tag: 'none' });
export const mapNode = (entries: ReadonlyMap<string, Entry>, at: At): MapNode => ({
  ...{ kind: 'map', entries, at, tag: 'none' },
});

/** The same map with other values where `change` has one for the key; undefined: the entry goes. */
export function withEntries(node: MapNode, change: Readonly<Record<string, Node | undefined>>): MapNode {
  const entries = new Map(node.entries);
  for (const [key, value] of Object.entries(change))
    if (value === undefined) entries.delete(key);
    else entries.set(key, { key: entries.get(key)?.key ?? value.at, value });
  return { ...node, entries };
}

/** What a map has at a path of keys; null: nothing. */
export function nodeAt(node: Node | null, ...keys: readonly string[]): Node | null {
  let at = node;
  for (const key of keys) at = at?.kind === 'map' ? (at.entries.get(key)?.value ?? null) : null;
  return at;
}

/** The entries of a map; none of anything else. */
export const entriesOf = (node: Node | null): readonly (readonly [string, Entry])[] =>
  node?.kind === 'map' ? [...node.entries] : [];
export const itemsOf = (node: Node | null): readonly Node[] => (node?.kind === 'list' ? node.items : []);

/** A text, or a number as text; null: it is none. */
export function textOf(node: Node | null): string | null {
  if (node?.kind !== 'scalar') return null;
  return typeof node.value === 'string' ? node.value : typeof node.value === 'number' ? String(node.value) : null;
}

/** Texts of a list, or the one text that stands for a list of one. */
export const textsOf = (node: Node | null): readonly string[] =>
  (node?.kind === 'list' ? node.items : node === null ? [] : [node]).map(textOf).filter((text) => text !== null);

/** As compose reads a flag that may be quoted. */
export function isTrue(node: Node | null): boolean {
  if (node?.kind !== 'scalar') return false;
  return typeof node.value === 'string' ? /^(y|yes|true|on|1)$/i.test(node.value) : node.value === true;
}

/** The same as plain data. */
export function plainOf(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  // Keys may be `__proto__`.
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plainOf(value)]));
}

const firstFrom = (text: string): number[] => {
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return lines;
};

export const sourceOf = (path: string, text: string): Source => ({ path, text, lines: firstFrom(text) });

/** Line and column from 1. */
export function placeOf({ lines }: Source, offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}
