import { charactersOf } from './go-path';
import { readExpression } from './go-regexp';
import { createMachine } from './machine';

type Match = (path: string) => boolean;

/** Meant literally, though regular expressions mean something by them. Braces and bars are not among them, by a slip of docker's. */
const LITERAL = '.+()$';
const IN_FOLDER = '[^/]*';
const DOLLAR_AND_ANYTHING = '$[\\s\\S]*';
const ANY_FOLDERS = '(.*/)?';

interface Read {
  expression: string;
  /** `exact`, `prefix` and `suffix` are compared without the expression. */
  kind: 'exact' | 'prefix' | 'suffix' | 'expression';
}

/** Two stars, with the slash behind them. @returns The index behind. */
function readStars(characters: readonly string[], at: number, read: Read): number {
  const next = characters[at + 2] === '/' ? at + 3 : at + 2;
  if (next < characters.length) {
    read.expression += ANY_FOLDERS;
    read.kind = 'expression';
  } else if (read.kind === 'exact') read.kind = 'prefix';
  else {
    read.expression += '.*';
    read.kind = 'expression';
  }
  if (at === 0) read.kind = 'suffix';
  return next;
}

/** @returns The index behind. */
function readOne(
  characters: readonly string[],
  at: number,
  { read, escapes }: { read: Read; escapes: boolean },
): number {
  const character = characters[at] ?? '';
  const put = (expression: string): void => void (read.expression += expression);
  if (character === '*') put(IN_FOLDER);
  else if (character === '?') put('[^/]');
  else if (LITERAL.includes(character)) put(`\\${character}`);
  else put(character);
  if ('*?[]'.includes(character)) read.kind = 'expression';
  if (character !== '\\' || !escapes) return at + 1;
  read.kind = 'expression';
  // One at the end takes the meaning from the end that docker puts behind it.
  put(characters[at + 1] ?? DOLLAR_AND_ANYTHING);
  return at + 2;
}

/**
 * How docker compares one pattern of an ignore file with a path, its oddities too: `**foo` matches `barfoo`, and what stands in
 * brackets is read as a class of a regular expression. null: docker takes it for broken.
 * @param pattern Cleaned. @param escapes Whether a backslash takes the meaning from what follows: not on Windows.
 */
export function compilePattern(pattern: string, escapes: boolean): Match | null {
  // Docker's scanner passes over a byte order mark, its plain comparisons do not.
  const characters = charactersOf(pattern.replace(/^\uFEFF/, ''));
  const read: Read = { expression: '^', kind: 'exact' };
  for (let at = 0; at < characters.length;) {
    const stars = characters[at] === '*' && characters[at + 1] === '*';
    at = stars ? readStars(characters, at, read) : readOne(characters, at, { read, escapes });
  }
  if (read.kind === 'exact') return (path) => path === pattern;
  if (read.kind === 'prefix') return startsWith(pattern.slice(0, -2));
  if (read.kind === 'suffix') return endsWith(pattern.slice(2));
  const machines = readExpression(read.expression)?.map(createMachine);
  return machines === undefined ? null : (path) => machines.some((matches) => matches(path));
}

const startsWith =
  (start: string): Match =>
  (path) =>
    path.startsWith(start);

/** `/foo` is also `foo` alone. */
const endsWith =
  (end: string): Match =>
  (path) =>
    path.endsWith(end) || (end.startsWith('/') && path === end.slice(1));
