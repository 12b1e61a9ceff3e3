import { escaped, parseClass, type Test } from './go-class';
import { charactersOf } from './go-path';
import type { Token } from './machine';

type Characters = readonly string[];

/** `next`: the index behind it. */
interface Read {
  readonly tokens: readonly Token[];
  readonly next: number;
}

interface Repeat {
  readonly least: number;
  /** null: no limit. */
  readonly most: number | null;
  readonly next: number;
}

/** The only group there is. */
const FOLDERS = charactersOf('(.*/)?');
/** What Go allows for. */
const MOST_REPEATS = 1000;
/** Tokens; Go has a limit too. */
const LARGEST = 20_000;

const anything: Token = { kind: 'many', test: () => true };
const isNoNewline: Test = (character) => character !== '\n';

const literal = (wanted: string, next: number) => ({ test: (one: string) => one === wanted, next });

function readTest(characters: Characters, at: number): { readonly test: Test; readonly next: number } | null {
  const character = characters[at] ?? '';
  if (character === '[') return parseClass(characters, at + 1);
  if (character === '.') return { test: isNoNewline, next: at + 1 };
  if (character !== '\\') return literal(character, at + 1);
  const said = escaped(characters[at + 1]);
  return said === null ? null : { test: said.test, next: at + 2 };
}

/** undefined: there is none; null: a wrong one. */
function readRepeat(characters: Characters, at: number): Repeat | null | undefined {
  if (characters[at] === '*') return { least: 0, most: null, next: at + 1 };
  if (characters[at] !== '{') return undefined;
  const said = /^\{(\d{1,9})(,?)(\d{0,9})\}/.exec(characters.slice(at, at + 22).join(''));
  if (said === null) return undefined;
  const [all, first = '', comma = '', second = ''] = said;
  // `{12}` is no `{1` and a `2}`.
  if (comma === '' && second !== '') return undefined;
  const least = Number(first);
  const most = comma === '' ? least : second === '' ? null : Number(second);
  const wrong = least > MOST_REPEATS || (most !== null && (most > MOST_REPEATS || most < least));
  return wrong ? null : { least, most, next: at + all.length };
}

function repeated(token: Token, { least, most }: Repeat): readonly Token[] {
  const times = (count: number, one: Token): Token[] => Array.from({ length: count }, () => one);
  if (token.kind === 'start') return least > 0 ? [token] : [];
  if (token.kind === 'folders') return [token];
  const { test } = token;
  if (most === null) return [...times(least, token), { kind: 'many', test }];
  return [...times(least, token), ...times(most - least, { kind: 'optional', test })];
}

function readPiece(characters: Characters, at: number): Read | null {
  const isFolders = FOLDERS.every((each, offset) => characters[at + offset] === each);
  const test = isFolders || characters[at] === '^' ? undefined : readTest(characters, at);
  if (test === null) return null;
  const token: Token =
    test !== undefined ? { kind: 'one', test: test.test } : { kind: isFolders ? 'folders' : 'start' };
  const next = test?.next ?? at + (isFolders ? FOLDERS.length : 1);
  const repeat = readRepeat(characters, next);
  if (repeat === undefined) return { tokens: [token], next };
  // To Go a repetition of a repetition is an error.
  if (repeat === null || isFolders || readRepeat(characters, repeat.next) !== undefined) return null;
  return { tokens: repeated(token, repeat), next: repeat.next };
}

/** Up to a bar, or the end. */
function readAlternative(characters: Characters, from: number): Read | null {
  if (readRepeat(characters, from) !== undefined) return null;
  const tokens: Token[] = [];
  let at = from;
  while (at < characters.length && characters[at] !== '|') {
    const piece = readPiece(characters, at);
    if (piece === null || tokens.length > LARGEST) return null;
    tokens.push(...piece.tokens);
    at = piece.next;
  }
  return { tokens, next: at };
}

/**
 * Reads as much of Go's regular expressions as ignore patterns are turned into: its alternatives, each as what the whole text
 * must be. A `$` that ends the expression is meant and not written. null: it is broken.
 */
export function readExpression(expression: string): readonly (readonly Token[])[] | null {
  const characters = charactersOf(expression);
  const all: (readonly Token[])[] = [];
  for (let at = 0; ; at += 1) {
    const found = readAlternative(characters, at);
    if (found === null) return null;
    at = found.next;
    const isLast = at >= characters.length;
    all.push([anything, ...found.tokens, ...(isLast ? [] : [anything])]);
    if (isLast) return all;
  }
}
