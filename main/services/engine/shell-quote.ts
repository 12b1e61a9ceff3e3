/** Whether every shell takes it as it stands. */
export const isPlain = (word: string): boolean => /^[\w@%+=:,./-]+$/.test(word);

/** A word as a POSIX shell takes it unchanged; control characters stand as escapes, so that a pasted line cannot hide any. */
export function shellQuote(word: string): string {
  if (isPlain(word)) return word;
  if (!HIDDEN.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`;
  const escaped = word.replace(/[\\']/g, '\\$&').replace(EVERY_HIDDEN, escape);
  return `$'${escaped}'`;
}

/** The docker CLI line of these words. `prefix` is how a line for this engine begins, quoted already. */
export const commandLine = (prefix: string, words: readonly string[]): string =>
  [prefix, ...words.map(shellQuote)].join(' ');

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const EVERY_HIDDEN = new RegExp(HIDDEN.source, 'gu');

const escape = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
