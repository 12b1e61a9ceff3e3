import type { Text } from '@codemirror/state';
import { indentOf, isEmptyLine, type LinePart, opensBlock, partsOf, unquoted } from './lines';

/** Keys, and 0 for an item of a list: which one does not matter here. */
export type YamlPath = readonly (string | 0)[];

export interface YamlPlace {
  /** `key`: in a map; `item`: in a list, where a map may begin as well; `value`: behind a key. */
  readonly slot: 'key' | 'item' | 'value';
  /** Of the map for `key`, of the item for `item`, of the key for `value`. */
  readonly path: YamlPath;
  /** What is typed before the cursor. */
  readonly word: string;
  /** Where it begins in the text. */
  readonly from: number;
  /** Of what is typed, in its line. */
  readonly column: number;
  /** Within brackets, all in a line. */
  readonly flow: boolean;
}

interface Climb {
  /** What is above begins left of it, or, above an item, at it. */
  limit: number;
  belowItem: boolean;
  readonly path: (string | 0)[];
}

function climbOver(climb: Climb, parts: readonly LinePart[]): boolean {
  let climbed = false;
  for (const { kind, name, from } of [...parts].reverse()) {
    if (from > climb.limit || (from === climb.limit && !(kind === 'key' && climb.belowItem))) continue;
    climb.path.push(kind === 'item' ? 0 : name);
    climb.limit = from;
    climb.belowItem = kind === 'item';
    climbed = true;
  }
  return climbed;
}

/** What is above a line of which the text begins at a column; null: it is part of a text over several lines. */
function pathAbove(doc: Text, line: number, column: number, belowItem: boolean): YamlPath | null {
  const climb: Climb = { limit: column, belowItem, path: [] };
  for (let number = line - 1; number > 0 && (climb.limit > 0 || climb.belowItem); number--) {
    const { text } = doc.line(number);
    if (isEmptyLine(text) || indentOf(text) > climb.limit) continue;
    const parts = partsOf(text);
    const next = { ...climb, path: [] };
    if (!climbOver(next, parts)) continue;
    if (opensBlock(text, parts)) return null;
    climb.path.push(...next.path);
    climb.limit = next.limit;
    climb.belowItem = next.belowItem;
  }
  return climb.path.reverse();
}

/** Of the parts of a line, those left of a column, below what is above the line. */
function pathOf(doc: Text, line: number, parts: readonly LinePart[], column: number): YamlPath | null {
  const [first] = parts;
  const above = pathAbove(doc, line, first?.from ?? column, first?.kind === 'item');
  return above === null ? null : [...above, ...parts.map(({ kind, name }): string | 0 => (kind === 'item' ? 0 : name))];
}

/** How deep a value in brackets has come: the path of the innermost one, and where its last word begins. */
function flowPlace(value: string): { readonly path: YamlPath; readonly slot: YamlPlace['slot']; readonly at: number } {
  const open: { readonly kind: string; key: string | null }[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? '';
    const inner = open.at(-1);
    if (char === '[' || char === '{') open.push({ kind: char, key: null });
    else if (char === ']' || char === '}') open.pop();
    else if (char === ',' && inner !== undefined) inner.key = null;
    else if (char === ':' && inner?.kind === '{' && / |$/.test(value[at + 1] ?? ''))
      inner.key = unquoted(value.slice(start, at).trim());
    else continue;
    start = at + 1;
  }
  const path: (string | 0)[] = [];
  for (const { kind, key } of open)
    if (kind === '[') path.push(0);
    else if (key !== null) path.push(key);
  const inner = open.at(-1);
  return { path, slot: inner?.kind === '[' ? 'item' : inner?.key === null ? 'key' : 'value', at: start };
}

const inComment = (text: string): boolean => /(^|\s)#/.test(text.replace(/"(\\.|[^"\\])*"|'[^']*'/g, ''));

/** Where in a YAML text one is, told by the lines above alone: also where the text is broken. null: where nothing can be said. */
export function yamlPlaceAt(doc: Text, pos: number): YamlPlace | null {
  const line = doc.lineAt(pos);
  const column = pos - line.from;
  const before = line.text.slice(0, column);
  if (inComment(before)) return null;
  const parts = partsOf(line.text).filter(({ to }) => to < column);
  const last = parts.at(-1);
  const path = pathOf(doc, line.number, parts, column - before.trimStart().length);
  if (path === null) return null;
  const typedFrom = last === undefined ? 0 : last.to + (last.kind === 'key' ? 1 : 0);
  const start = typedFrom + indentOf(before.slice(typedFrom));
  const value = before.slice(start);
  if (/^[[{]/.test(value)) {
    const flow = flowPlace(value);
    const at = start + flow.at + indentOf(value.slice(flow.at));
    const place = { slot: flow.slot, path: [...path, ...flow.path], word: before.slice(at), flow: true };
    return { ...place, from: line.from + at, column: at };
  }
  const slot = last === undefined ? 'key' : last.kind === 'item' ? 'item' : 'value';
  return { slot, path, word: value, from: line.from + start, column: start, flow: false };
}

/** The key at a place, with its path and where it is written; null: there is none. */
export function yamlKeyAt(
  doc: Text,
  pos: number,
): { readonly path: YamlPath; readonly from: number; readonly to: number } | null {
  const line = doc.lineAt(pos);
  const column = pos - line.from;
  const parts = partsOf(line.text);
  const last = parts.at(-1);
  if (last?.kind !== 'key' || column < last.from || column > last.to) return null;
  const path = pathOf(doc, line.number, parts, last.from);
  return path === null ? null : { path, from: line.from + last.from, to: line.from + last.to };
}

/** Keys that the map around a line has already, at the column where it begins; the line itself is not asked. */
export function keysBeside(doc: Text, line: number, column: number): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (number: number): boolean => {
    const { text } = doc.line(number);
    if (isEmptyLine(text)) return true;
    const key = partsOf(text).at(-1);
    if (key?.kind === 'key' && key.from === column) found.add(key.name);
    return indentOf(text) >= column;
  };
  // A map in a list begins behind the mark of its item.
  const begun = partsOf(doc.line(line).text).some(({ kind }) => kind === 'item');
  for (let number = line - 1; !begun && number > 0 && look(number); number--);
  for (
    let number = line + 1;
    number <= doc.lines && indentAllows(doc.line(number).text, column) && look(number);
    number++
  );
  return found;
}

const indentAllows = (text: string, column: number): boolean => isEmptyLine(text) || indentOf(text) >= column;
