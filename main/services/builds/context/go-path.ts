import path from 'node:path';

/** What Go's strings.TrimSpace takes for space: not the byte order mark, which JavaScript's does. */
const SPACE = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const ENDS = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g');

export const trimSpace = (text: string): string => text.replace(ENDS, '');

/** Whole ones, as Go's runes are. */
export const charactersOf = (text: string): readonly string[] => Array.from(text);

/** As Go's path.Clean: without `.`, `..` where it can be told, double and trailing slashes. */
export function cleanPath(text: string): string {
  const plain = path.posix.normalize(text);
  return plain.length > 1 && plain.endsWith('/') ? plain.slice(0, -1) : plain;
}
