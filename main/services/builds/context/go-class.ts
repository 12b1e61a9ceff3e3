/** Whether a character is meant. */
export type Test = (character: string) => boolean;

/** `next`: the index behind it. */
export interface ParsedTest {
  readonly test: Test;
  readonly next: number;
}

const SETS: Readonly<Record<string, RegExp>> = { d: /^[0-9]$/, s: /^[\t\n\f\r ]$/, w: /^[0-9A-Za-z_]$/ };
const CONTROLS: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const NAMED: Readonly<Record<string, RegExp>> = {
  alnum: /^[0-9A-Za-z]$/,
  alpha: /^[A-Za-z]$/,
  ascii: /^[\0-\x7f]$/,
  blank: /^[\t ]$/,
  cntrl: /^[\0-\x1f\x7f]$/,
  digit: /^[0-9]$/,
  graph: /^[!-~]$/,
  lower: /^[a-z]$/,
  print: /^[ -~]$/,
  punct: /^[!-/:-@[-`{-~]$/,
  space: /^[\t\n\v\f\r ]$/,
  upper: /^[A-Z]$/,
  word: /^[0-9A-Za-z_]$/,
  xdigit: /^[0-9A-Fa-f]$/,
};

const equals =
  (wanted: string): Test =>
  (character) =>
    character === wanted;

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

/** What stands behind a backslash, as Go's regexp has it: `\d` is a digit, `\.` a point. null: an error to it, or nothing that we know. */
export function escaped(
  character: string | undefined,
): { readonly test: Test; readonly literal: string | null } | null {
  if (character === undefined) return null;
  const set = SETS[character.toLowerCase()];
  if (set !== undefined) {
    const negative = character !== character.toLowerCase();
    return { test: (one) => set.test(one) !== negative, literal: null };
  }
  const literal =
    CONTROLS[character] ?? (/^[\0-\x7f]$/.test(character) && !/[0-9A-Za-z]/.test(character) ? character : null);
  return literal === null ? null : { test: equals(literal), literal };
}

function namedClass(characters: readonly string[], at: number): ParsedTest | null | undefined {
  if (characters[at] !== '[' || characters[at + 1] !== ':') return undefined;
  const said = /^\[:(\^?)(.*?):\]/s.exec(characters.slice(at, at + 12).join(''));
  if (said === null) return undefined;
  const [all, not = '', name = ''] = said;
  const set = NAMED[name];
  return set === undefined ? null : { test: (one) => set.test(one) !== (not !== ''), next: at + all.length };
}

interface Single {
  readonly test: Test;
  /** null: it stands for several. */
  readonly literal: string | null;
  readonly next: number;
}

function single(characters: readonly string[], at: number): Single | null {
  const character = characters[at];
  if (character === undefined) return null;
  if (character !== '\\') return { test: equals(character), literal: character, next: at + 1 };
  const said = escaped(characters[at + 1]);
  return said === null ? null : { ...said, next: at + 2 };
}

function element(characters: readonly string[], at: number): ParsedTest | null {
  const named = namedClass(characters, at);
  if (named !== undefined) return named;
  const low = single(characters, at);
  const first = low?.literal ?? null;
  if (low === null || first === null || characters[low.next] !== '-' || characters[low.next + 1] === ']') return low;
  const high = single(characters, low.next + 1);
  const last = high?.literal ?? null;
  if (high === null || last === null) return null;
  const [from, to] = [codeOf(first), codeOf(last)];
  return from > to ? null : { test: (one) => codeOf(one) >= from && codeOf(one) <= to, next: high.next };
}

/** A class of Go's regexp, from behind its `[`. null: it is none. */
export function parseClass(characters: readonly string[], from: number): ParsedTest | null {
  const negative = characters[from] === '^';
  const start = negative ? from + 1 : from;
  const tests: Test[] = [];
  for (let at = start; at < characters.length;) {
    if (characters[at] === ']' && at > start)
      return { test: (one) => tests.some((test) => test(one)) !== negative, next: at + 1 };
    const found = element(characters, at);
    if (found === null) return null;
    tests.push(found.test);
    at = found.next;
  }
  return null;
}
