import type { LogsSettings } from '../../../../main/contract/logs';
import { type AnsiSpan, type AnsiStyle, parseAnsi } from '../../../lib/ansi/ansi';
import type { Range } from './pattern';

export type HighlightColour = LogsSettings['highlights'][number]['colour'];
/** Why a part of a line is marked: one looks for it, the filter asks for it, or a rule gives it a colour. */
export type Mark = 'find' | 'filter' | HighlightColour;

export interface MarkedRange extends Range {
  readonly mark: Mark;
}

/** A part of a line that looks the same all along. */
export interface Piece {
  readonly text: string;
  readonly style: AnsiStyle | null;
  readonly mark: Mark | null;
}

/** A line cut where its colours or its marks change. Of marks that overlap, the later in the list is seen. */
export function piecesOf(text: string, marks: readonly MarkedRange[]): readonly Piece[] {
  const spans = parseAnsi(text);
  if (marks.length === 0) return spans.map((span) => ({ ...span, mark: null }));
  const cuts = [...new Set(marks.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let start = 0;
  for (const span of spans) {
    for (const part of cutSpan(span, start, cuts)) pieces.push({ ...part.span, mark: markAt(marks, part.at) });
    start += span.text.length;
  }
  return pieces;
}

function cutSpan(
  { text, style }: AnsiSpan,
  start: number,
  cuts: readonly number[],
): readonly { readonly at: number; readonly span: AnsiSpan }[] {
  const inside = cuts.map((cut) => cut - start).filter((cut) => cut > 0 && cut < text.length);
  const bounds = [0, ...inside, text.length];
  return bounds.slice(0, -1).map((from, index) => ({
    at: start + from,
    span: { text: text.slice(from, bounds[index + 1]), style },
  }));
}

const markAt = (marks: readonly MarkedRange[], at: number): Mark | null =>
  marks.findLast(({ from, to }) => from <= at && at < to)?.mark ?? null;
