import { interpolate, type Lookup } from './interpolate';
import { say } from '../../../../texts/say';

interface EnvLine {
  readonly name: string;
  /** null: the name alone, which takes the value of the environment. */
  readonly value: string | null;
  /** From 1. */
  readonly line: number;
}

export interface EnvFile {
  readonly lines: readonly EnvLine[];
  readonly faults: readonly { readonly line: number; readonly message: string }[];
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$$' };

/** The end of a quoted value; -1: it has none. */
function endOfQuote(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

const fill = (text: string, lookup: Lookup): string => interpolate(text, lookup).text;

interface Value {
  readonly value: string;
  /** Offset behind it. */
  readonly next: number;
}

function readQuoted(text: string, at: number, lookup: Lookup): Value | null {
  const quote = text[at] ?? '';
  const end = endOfQuote(text, at + 1, quote);
  if (end < 0) return null;
  const inner = text.slice(at + 1, end);
  const newline = text.indexOf('\n', end);
  const next = newline < 0 ? text.length : newline;
  // Single quotes keep all as it is written.
  if (quote === "'") return { value: inner.replaceAll("\\'", "'"), next };
  const unescaped = inner.replace(/\\([nrt"\\$])/g, (whole, letter: string) => ESCAPES[letter] ?? whole);
  return { value: fill(unescaped, lookup), next };
}

function readBare(text: string, at: number, lookup: Lookup): Value {
  const newline = text.indexOf('\n', at);
  const next = newline < 0 ? text.length : newline;
  const said = text.slice(at, next).replace(/\r$/, '');
  return { value: fill(said.replace(/\s#.*$/, '').trim(), lookup), next };
}

const BLANK = /[^\S\n]*/y;
const KEY = /(?:export[^\S\n]+)?([^\s=:#'"][^\s=:]*)[^\S\n]*([=:])?[^\S\n]*/y;

const lengthAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** `NAME=value` as docker compose reads env files. `environment`: what goes before what the file itself has. Never throws. */
export function readEnvFile(content: string, environment: Lookup): EnvFile {
  const text = content.replace(/^\uFEFF/, '');
  const lines: EnvLine[] = [];
  const faults: { line: number; message: string }[] = [];
  const own = new Map<string, string>();
  const lookup: Lookup = (name) => environment(name) ?? own.get(name);
  let line = 1;
  let counted = 0;
  const skipLine = (from: number): number => (text.includes('\n', from) ? text.indexOf('\n', from) : text.length);
  for (let at = 0; at < text.length; at += 1) {
    for (; counted < at; counted += 1) if (text[counted] === '\n') line += 1;
    at += lengthAt(BLANK, text, at)?.[0].length ?? 0;
    if (at >= text.length) break;
    if (text[at] === '\n') continue;
    if (text[at] === '#' || text[at] === '\r') {
      at = skipLine(at);
      continue;
    }
    const key = lengthAt(KEY, text, at);
    const name = key?.[1] ?? '';
    const behind = at + (key?.[0].length ?? 0);
    if (name === '') faults.push({ line, message: say('This line does not begin with a name.') });
    if (name === '' || key?.[2] === undefined) {
      if (name !== '') lines.push({ name, value: null, line });
      at = skipLine(at);
      continue;
    }
    const isQuoted = text[behind] === '"' || text[behind] === "'";
    const read = isQuoted ? readQuoted(text, behind, lookup) : readBare(text, behind, lookup);
    if (read === null) faults.push({ line, message: say('A quote is opened here, and never closed.') });
    else {
      own.set(name, read.value);
      lines.push({ name, value: read.value, line });
    }
    at = read?.next ?? skipLine(at);
  }
  return { lines, faults };
}
