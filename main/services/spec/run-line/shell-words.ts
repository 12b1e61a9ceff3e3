import { ansiQuoted } from './ansi-quote';
import { RunLineError } from './types';
import { say } from '../../../../texts/say';

export interface ShellWords {
  readonly words: readonly string[];
  /** What a shell would have put a value in for, as it stands in the words. */
  readonly unexpanded: readonly string[];
  /** After the end of the command: another one, a redirection; '': nothing. */
  readonly rest: string;
}

interface Scan {
  readonly line: string;
  at: number;
  /** null: between words. */
  word: string | null;
  readonly words: string[];
  readonly unexpanded: string[];
}

const add = (scan: Scan, text: string, length: number): void => {
  scan.word = (scan.word ?? '') + text;
  scan.at += length;
};

const endWord = (scan: Scan): void => {
  if (scan.word !== null) scan.words.push(scan.word);
  scan.word = null;
};

const CONTINUATION = /^[\\`^][ \t]*\r?\n/;
const EXPANSION = /^\$(?:\{[^}]*\}|[A-Za-z_]\w*|[0-9?#@*!$-])/;

/** `$(…)` to its closing bracket. */
function substitution(rest: string): string {
  let depth = 0;
  for (let at = 1; at < rest.length; at++) {
    if (rest.charAt(at) === '(') depth++;
    if (rest.charAt(at) === ')' && --depth === 0) return rest.slice(0, at + 1);
  }
  return rest;
}

/** Takes a `$` or a backtick, which is kept as it stands; false: it is an ordinary character. */
function takeExpansion(scan: Scan, rest: string): boolean {
  const found = rest.startsWith('$(') ? substitution(rest) : (EXPANSION.exec(rest)?.[0] ?? /^`[^`]*`/.exec(rest)?.[0]);
  if (found === undefined) return false;
  scan.unexpanded.push(found);
  add(scan, found, found.length);
  return true;
}

function takeDoubleQuoted(scan: Scan): void {
  const start = scan.at;
  add(scan, '', 1);
  while (scan.at < scan.line.length) {
    const rest = scan.line.slice(scan.at);
    const escape = /^\\(?:([$`"\\])|\r?\n)/.exec(rest);
    const character = rest.charAt(0);
    if (character === '"') {
      scan.at += 1;
      return;
    }
    if (escape !== null) add(scan, escape[1] ?? '', escape[0].length);
    else if (!((character === '$' || character === '`') && takeExpansion(scan, rest))) add(scan, character, 1);
  }
  throw new RunLineError(say('A quote is never closed.'), scan.line.slice(start));
}

function takeSingleQuoted(scan: Scan): void {
  const end = scan.line.indexOf("'", scan.at + 1);
  if (end === -1) throw new RunLineError(say('A quote is never closed.'), scan.line.slice(scan.at));
  add(scan, scan.line.slice(scan.at + 1, end), end + 1 - scan.at);
}

function takeAnsiQuoted(scan: Scan): void {
  const quoted = ansiQuoted(scan.line.slice(scan.at + 2));
  if (quoted === null) throw new RunLineError(say('A quote is never closed.'), scan.line.slice(scan.at));
  add(scan, quoted.value, quoted.end + 2);
}

/** Within a Windows path a backslash before a name is one. */
const isInDrive = (word: string | null): boolean => /(?:^|[=:])[A-Za-z]:[^:]*$/.test(word ?? '');

function takeBackslash(scan: Scan, rest: string): void {
  if (isInDrive(scan.word) && /^\\[\w.@-]/.test(rest)) add(scan, '\\', 1);
  else add(scan, rest.charAt(1), Math.min(2, rest.length));
}

/** Whether the command ends here: at an operator, or at a line's end that no flag follows. */
function ends(scan: Scan, rest: string): boolean {
  if (/^[;|&<>()]/.test(rest)) return true;
  return /^\r?\n/.test(rest) && (scan.words.length > 0 || scan.word !== null) && !/^\s*-/.test(rest);
}

function take(scan: Scan, rest: string): void {
  const character = rest.charAt(0);
  const continued = CONTINUATION.exec(rest)?.[0];
  if (continued !== undefined) {
    scan.at += continued.length;
  } else if (/^\s/.test(rest)) {
    endWord(scan);
    scan.at += 1;
  } else if (character === '#' && scan.word === null) {
    scan.at += /^[^\n]*/.exec(rest)?.[0].length ?? 1;
  } else if (character === "'") takeSingleQuoted(scan);
  else if (character === '"') takeDoubleQuoted(scan);
  else if (rest.startsWith("$'")) takeAnsiQuoted(scan);
  else if (character === '\\') takeBackslash(scan, rest);
  else if ((character === '$' || character === '`') && takeExpansion(scan, rest)) return;
  else {
    if (character === '~' && scan.word === null) scan.unexpanded.push('~');
    const percent = /^%[A-Za-z_]+%/.exec(rest)?.[0];
    if (percent !== undefined) scan.unexpanded.push(percent);
    add(scan, percent ?? character, (percent ?? character).length);
  }
}

/**
 * A line split as a POSIX shell splits it, without expanding anything. Lines may be continued by `\`, and by the backtick of
 * PowerShell and the caret of cmd; a next line that begins with a flag is a continuation too. Throws RunLineError.
 */
export function shellWords(line: string): ShellWords {
  const scan: Scan = { line, at: 0, word: null, words: [], unexpanded: [] };
  while (scan.at < line.length) {
    const rest = line.slice(scan.at);
    if (ends(scan, rest)) break;
    take(scan, rest);
  }
  // The number of a redirected stream is none of the words.
  if (/^[<>]/.test(line.slice(scan.at)) && /^\d$/.test(scan.word ?? '')) scan.word = null;
  endWord(scan);
  return { words: scan.words, unexpanded: [...new Set(scan.unexpanded)], rest: line.slice(scan.at).trim() };
}
