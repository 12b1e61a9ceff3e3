/** A mark of a list (`- `), or a key, where it begins and ends in its line; both from 0. */
export interface LinePart {
  readonly kind: 'item' | 'key';
  /** '' for a mark of a list. */
  readonly name: string;
  readonly from: number;
  /** Without the colon. */
  readonly to: number;
}

const isBreak = (text: string, at: number): boolean => at >= text.length || text[at] === ' ' || text[at] === '\t';

/** Columns where nothing of a block is written: a comment, or blanks. */
export const isEmptyLine = (text: string): boolean => /^\s*(#|$)/.test(text);

export const indentOf = (text: string): number => text.length - text.trimStart().length;

const skipBlanks = (text: string, at: number): number => {
  let next = at;
  while (text[next] === ' ' || text[next] === '\t') next++;
  return next;
};

/** Where the quoted text ends that begins there, behind its quote; -1: it does not. */
function quoteEnd(text: string, at: number): number {
  const quote = text[at];
  for (let next = at + 1; next < text.length; next++) {
    if (quote === '"' && text[next] === '\\') next++;
    else if (text[next] === quote) return next + 1;
  }
  return -1;
}

/** Where the key ends that begins there; -1: there is none. */
function keyEnd(text: string, at: number): number {
  const first = text[at];
  if (first === undefined || '[{#|>,]}'.includes(first)) return -1;
  if (first === '"' || first === "'") {
    const end = quoteEnd(text, at);
    return end > 0 && text[skipBlanks(text, end)] === ':' && isBreak(text, skipBlanks(text, end) + 1) ? end : -1;
  }
  for (let next = at; next < text.length; next++) {
    if (text[next] === '#' && isBreak(text, next - 1)) return -1;
    if (text[next] === ':' && isBreak(text, next + 1)) return next;
  }
  return -1;
}

export const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;

/** The marks of lists and the key that a line begins with, from left to right; what follows them is its value. */
export function partsOf(text: string): readonly LinePart[] {
  if (isEmptyLine(text)) return [];
  const parts: LinePart[] = [];
  let at = skipBlanks(text, 0);
  while (text[at] === '-' && isBreak(text, at + 1)) {
    parts.push({ kind: 'item', name: '', from: at, to: at + 1 });
    at = skipBlanks(text, at + 1);
  }
  const end = keyEnd(text, at);
  if (end >= 0) parts.push({ kind: 'key', name: unquoted(text.slice(at, end).trimEnd()), from: at, to: end });
  return parts;
}

/** Whether what is said after the last part is a text over the lines that follow. */
export function opensBlock(text: string, parts: readonly LinePart[]): boolean {
  const last = parts.at(-1);
  if (last === undefined) return false;
  return /^:?\s*(![^\s]*\s+)?[|>][-+\d]*\s*(#.*)?$/.test(text.slice(last.to));
}
