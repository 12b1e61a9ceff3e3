import { AgentError } from './types';

/** Bytes of a line to the guest, whose shell reads it byte by byte. One path of 4096 bytes, all escaped, still fits. */
export const REQUEST_LINE_LIMIT = 16 * 1024;
/** Where a line of several paths ends: a short line is a short wait for the next question. */
const NOTIFY_BYTES = 8 * 1024;
/** For the id, the verb and the line's end. */
const HEAD_BYTES = 64;

/** As encodeURIComponent, and what a shell could take for a pattern or a quote as well. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Null: it cannot be said in a line. */
function encodeArg(text: string): string | null {
  try {
    const encoded = encode(text);
    return encoded === '' || encoded.length > REQUEST_LINE_LIMIT - HEAD_BYTES ? null : encoded;
  } catch {
    // Half a character.
    return null;
  }
}

/** Throws AgentError `malformed` when an argument is empty, too long, or no text. */
export function requestLine(id: number, words: readonly string[]): string {
  const encoded = words.map(encodeArg);
  const line = `${[id, ...encoded].join(' ')}\n`;
  if (encoded.includes(null) || line.length > REQUEST_LINE_LIMIT)
    throw new AgentError('malformed', `this cannot be said to the guest in one line: ${words.join(' ').slice(0, 200)}`);
  return line;
}

/** Groups of paths that fit a line each, in order; without what no line can hold. */
export function notifyBatches(paths: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let room = 0;
  for (const path of paths) {
    const bytes = (encodeArg(path)?.length ?? Infinity) + 1;
    if (bytes === Infinity) continue;
    if (bytes > room || batches.length === 0) {
      batches.push([]);
      room = NOTIFY_BYTES;
    }
    batches.at(-1)?.push(path);
    room -= bytes;
  }
  return batches;
}
