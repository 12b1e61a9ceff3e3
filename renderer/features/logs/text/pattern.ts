import type { LogTerm } from '../../../../main/contract/logs';

const compiled = (source: string, flags: string): RegExp => {
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return new RegExp(source, flags);
  }
};

/** Finds all places a term holds. Throws SyntaxError where it is no regular expression. */
export function patternOf({ text, regex = false, matchCase = false, wholeWord = false }: LogTerm): RegExp {
  const inner = regex ? `(?:${text})` : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const source = wholeWord ? `(?<![\\p{L}\\p{N}_])${inner}(?![\\p{L}\\p{N}_])` : inner;
  return compiled(source, matchCase ? 'g' : 'gi');
}

/** A part of a text, UTF-16 units. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** More in one line says no more. */
const MOST_RANGES = 200;

export function rangesOf(pattern: RegExp, text: string): readonly Range[] {
  const ranges: Range[] = [];
  for (const match of text.matchAll(pattern)) {
    if (match[0] !== '') ranges.push({ from: match.index, to: match.index + match[0].length });
    if (ranges.length === MOST_RANGES) break;
  }
  return ranges;
}
