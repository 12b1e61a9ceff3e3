import { say } from '../../../../texts/say';

/** Where something stands in a query, in UTF-16 units. */
export interface Span {
  readonly at: number;
  readonly length: number;
}

export interface Token extends Span {
  readonly kind: 'word' | 'text' | 'operator' | 'open' | 'close' | 'end';
  /** Without its quotes; of a word as it was typed. */
  readonly value: string;
}

/** A query that cannot be read. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  constructor(
    readonly span: Span,
    message: string,
  ) {
    super(message);
  }
}

const BLANK = /\s+/y;
const OPERATOR = /!=|!~|>=|<=|=|~|>|</y;
/** Not what would begin another token; `=` and such inside a value need quotes, but for labels, which are `key=value`. */
const WORD = /[^\s()"'=!~<>]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"|'([^']*)'/y;

function at(pattern: RegExp, query: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(query);
}

/** The last is `end`. Throws QueryError. */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let from = 0;
  const take = (kind: Token['kind'], length: number, value: string): void => {
    tokens.push({ kind, at: from, length, value });
    from += length;
  };
  while (from < query.length) {
    const blank = at(BLANK, query, from);
    if (blank !== null) {
      from += blank[0].length;
      continue;
    }
    const quoted = at(QUOTED, query, from);
    const operator = at(OPERATOR, query, from);
    const word = at(WORD, query, from);
    const sign = query[from];
    if (sign === '(' || sign === ')') take(sign === '(' ? 'open' : 'close', 1, sign);
    else if (quoted !== null) take('text', quoted[0].length, quoted[1]?.replace(/\\(.)/g, '$1') ?? quoted[2] ?? '');
    else if (operator !== null) take('operator', operator[0].length, operator[0]);
    else if (word !== null) take('word', word[0].length, word[0]);
    else if (sign === '"' || sign === "'")
      throw new QueryError(
        { at: from, length: query.length - from },
        say('This quotation has no end: a {sign} is missing.', { sign }),
      );
    else throw new QueryError({ at: from, length: 1 }, '! stands only in != and !~; elsewhere write not.');
  }
  return [...tokens, { kind: 'end', at: query.length, length: 0, value: '' }];
}
