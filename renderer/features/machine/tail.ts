/** UTF-16 units of a log's end that are shown at first: what `LongEngineText` shows whole. */
const TAIL = 9_000;

/** Cuts a log in its beginning (possibly empty) and its end, between two lines where it can, never within a character. */
export function splitTail(text: string): readonly [head: string, tail: string] {
  if (text.length <= TAIL) return ['', text];
  const from = text.length - TAIL;
  const newline = text.indexOf('\n', from);
  if (newline >= 0 && newline < text.length - 1) return [text.slice(0, newline + 1), text.slice(newline + 1)];
  const code = text.charCodeAt(from);
  const cut = code >= 0xdc00 && code <= 0xdfff ? from + 1 : from;
  return [text.slice(0, cut), text.slice(cut)];
}
