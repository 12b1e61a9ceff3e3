import type { JsonLine } from './json-text';

/** One row of the view: a line, or a piece of a long one. */
export interface JsonRow {
  readonly line: number;
  readonly depth: number;
  /** The part of the line's text it shows. */
  readonly from: number;
  readonly to: number;
  /** The line goes on, and is not shown further. */
  readonly cut: boolean;
}

/** A place where the text looked for stands. */
export interface Match {
  readonly line: number;
  readonly from: number;
}

/** UTF-16 units in a row: what a wide screen shows without scrolling. */
export const ROW_LENGTH = 200;
/** More than anyone steps through; a single letter in 5 MB would make millions. */
export const MOST_MATCHES = 5_000;

/** Long lines show their beginning only, until they are among those shown whole. */
export function jsonRows(lines: readonly JsonLine[], whole: ReadonlySet<number>): readonly JsonRow[] {
  return lines.flatMap(({ depth, text }, line): JsonRow[] => {
    if (text.length <= ROW_LENGTH) return [{ line, depth, from: 0, to: text.length, cut: false }];
    if (!whole.has(line)) return [{ line, depth, from: 0, to: ROW_LENGTH, cut: true }];
    const pieces: JsonRow[] = [];
    for (let from = 0; from < text.length; from += ROW_LENGTH)
      pieces.push({ line, depth, from, to: Math.min(text.length, from + ROW_LENGTH), cut: false });
    return pieces;
  });
}

/** Whatever the case; at most `MOST_MATCHES`. */
export function findIn(lines: readonly JsonLine[], wanted: string): readonly Match[] {
  const needle = wanted.toLowerCase();
  const matches: Match[] = [];
  if (needle === '') return matches;
  for (const [line, { text }] of lines.entries()) {
    const hay = text.toLowerCase();
    for (let from = hay.indexOf(needle); from >= 0; from = hay.indexOf(needle, from + needle.length)) {
      matches.push({ line, from });
      if (matches.length === MOST_MATCHES) return matches;
    }
  }
  return matches;
}

/** The row a match begins in; -1: it is in a part not shown. */
export const rowOf = (rows: readonly JsonRow[], { line, from }: Match): number =>
  rows.findIndex((row) => row.line === line && row.from <= from && from < row.to);

/** A part of a row's text. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
  /** It belongs to the match one is at. */
  readonly current: boolean;
}

/** A row's text, cut where matches begin and end. */
export function piecesOf(
  text: string,
  { line, from, to }: JsonRow,
  found: { readonly matches: readonly Match[]; readonly length: number; readonly current: Match | undefined },
): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  const add = (end: number, current: boolean | null): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), found: current !== null, current: current ?? false });
    at = Math.max(at, end);
  };
  for (const match of found.matches) {
    if (match.line !== line || match.from >= to || match.from + found.length <= from) continue;
    add(Math.min(match.from, to), null);
    add(Math.min(match.from + found.length, to), match === found.current);
  }
  add(to, null);
  return pieces;
}
