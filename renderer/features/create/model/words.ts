/** What every shell takes as it stands. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** Words as one would type them: quoted where they need it. */
export const lineOf = (words: readonly string[]): string =>
  words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');

const ESCAPED_IN_QUOTES = new Set(['"', '\\', '$', '`']);

interface Cursor {
  readonly line: string;
  at: number;
}

function single(cursor: Cursor): string | null {
  const end = cursor.line.indexOf("'", cursor.at);
  if (end < 0) return null;
  const text = cursor.line.slice(cursor.at, end);
  cursor.at = end + 1;
  return text;
}

function double(cursor: Cursor): string | null {
  let text = '';
  while (cursor.at < cursor.line.length) {
    const sign = cursor.line[cursor.at++] ?? '';
    if (sign === '"') return text;
    const next = cursor.line[cursor.at] ?? '';
    if (sign === '\\' && ESCAPED_IN_QUOTES.has(next)) {
      text += next;
      cursor.at += 1;
    } else text += sign;
  }
  return null;
}

/** The words of a line, quotes and backslashes read as a shell does, and nothing else of it; null: a quote is not closed. */
export function wordsOf(line: string): readonly string[] | null {
  const cursor: Cursor = { line, at: 0 };
  const words: string[] = [];
  let word: string | null = null;
  while (cursor.at < line.length) {
    const sign = line[cursor.at++] ?? '';
    if (/\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    let part: string | null = sign;
    if (sign === "'") part = single(cursor);
    else if (sign === '"') part = double(cursor);
    else if (sign === '\\') part = line[cursor.at++] ?? '';
    if (part === null) return null;
    word = (word ?? '') + part;
  }
  return word === null ? words : [...words, word];
}
