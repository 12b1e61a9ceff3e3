import type { LogFilter, LogTerm } from '../../../contract/logs';

/** A term is no regular expression. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** A term, ready for lines of plain ASCII and for all others. */
export interface Pattern {
  readonly ascii: RegExp;
  readonly unicode: RegExp;
  readonly negate: boolean;
}

const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;
const escaped = (text: string): string => text.replace(SPECIAL, '\\$&');

const compiled = (source: string, flags: string): RegExp => {
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    // Some expressions are only without the flag ones: `\-`, `{`.
    return new RegExp(source, flags);
  }
};

const BEFORE = String.raw`(?<![\p{L}\p{N}_])`;
const AFTER = String.raw`(?![\p{L}\p{N}_])`;

/** Throws PatternError with the parser's words. */
export function patternOf({ text, regex, matchCase, wholeWord, negate }: LogTerm): Pattern {
  const body = regex === true ? `(?:${text})` : escaped(text);
  const flags = matchCase === true ? '' : 'i';
  try {
    // By itself first: put in brackets, `a)(b` would pass.
    if (regex === true) compiled(text, flags);
    return {
      ascii: new RegExp(wholeWord === true ? `(?<!\\w)${body}(?!\\w)` : body, flags),
      unicode: compiled(wholeWord === true ? `${BEFORE}${body}${AFTER}` : body, flags),
      negate: negate === true,
    };
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message : String(error));
  }
}

/** What a scan looks for; plain data, as it goes to another thread. */
export interface Query {
  /** All have to hold. */
  readonly terms: readonly LogTerm[];
  readonly stream: 1 | 2 | null;
  /** Each line's level and time are wanted as well, µs since this; null: they are not. */
  readonly levelsFrom: number | null;
}

/** Throws PatternError. */
export function queryOf({ terms = [], stream = null }: LogFilter): Query {
  for (const term of terms) patternOf(term);
  return { terms, stream: stream === null ? null : stream === 'stdout' ? 1 : 2, levelsFrom: null };
}
