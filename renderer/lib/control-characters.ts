import { t } from './i18n';

/** A piece of text, or a character that would not be seen, or would change how the rest is seen. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'control'; readonly symbol: string; readonly name: string; readonly newline: boolean };

const NAMES: Readonly<Record<number, readonly [symbol: string, name: string]>> = {
  0x07: ['BEL', t('bell')],
  0x08: ['BS', t('backspace')],
  0x09: ['⇥', t('tab')],
  0x0a: ['↵', t('line feed')],
  0x0d: ['CR', t('carriage return')],
  0x1b: ['ESC', t('escape')],
  0x7f: ['DEL', t('delete')],
  0xad: ['SHY', t('soft hyphen')],
  0x061c: ['ALM', t('Arabic letter mark')],
  0x200b: ['ZWSP', t('zero width space')],
  0x200c: ['ZWNJ', t('zero width non-joiner')],
  0x200d: ['ZWJ', t('zero width joiner')],
  0x200e: ['LRM', t('left-to-right mark')],
  0x200f: ['RLM', t('right-to-left mark')],
  0x2028: ['LS', t('line separator')],
  0x2029: ['PS', t('paragraph separator')],
  0x202a: ['LRE', t('left-to-right embedding')],
  0x202b: ['RLE', t('right-to-left embedding')],
  0x202c: ['PDF', t('pop directional formatting')],
  0x202d: ['LRO', t('left-to-right override')],
  0x202e: ['RLO', t('right-to-left override')],
  0x2060: ['WJ', t('word joiner')],
  0x2066: ['LRI', t('left-to-right isolate')],
  0x2067: ['RLI', t('right-to-left isolate')],
  0x2068: ['FSI', t('first strong isolate')],
  0x2069: ['PDI', t('pop directional isolate')],
  0xfeff: ['BOM', t('byte order mark')],
};

/** Unicode's pictures of them are missing in many fonts. */
const C0 =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** First and last code point of each range. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  // Combining grapheme joiner.
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  // Fillers and vowels without a shape.
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  // Zero width, bidirectional, line and paragraph separators, invisible operators.
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  // Tags, and the variation selectors beyond the first sixteen.
  [0xe0000, 0xe0fff],
  // Half a character.
  [0xd800, 0xdfff],
];
const escaped = (code: number): string => `\\u{${code.toString(16)}}`;
const SOURCE = `[${RANGES.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join('')}]`;
const CONTROL = new RegExp(SOURCE, 'u');
const CONTROLS = new RegExp(SOURCE, 'gu');
/** Joins two pictures into one, which is what it is for. */
const EMOJI_BEFORE = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;

export const hasControls = (text: string): boolean => CONTROL.test(text);

function describe(code: number): readonly [symbol: string, name: string] {
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const known = NAMES[code];
  if (known !== undefined) return [known[0], `${known[1]}, ${hex}`];
  if (code < 0x20) return [C0[code] ?? hex, t('control character, {hex}', { hex })];
  return [hex, t('invisible character, {hex}', { hex })];
}

/** Two code units either way are enough for the longest character. */
const joinsPictures = (text: string, at: number): boolean =>
  EMOJI_BEFORE.test(text.slice(Math.max(0, at - 2), at)) && EMOJI_AFTER.test(text.slice(at + 1, at + 3));

/** Splits text so that every control character can be shown as a mark. Nothing is lost but the characters marked. */
export function splitControls(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(CONTROLS)) {
    const code = match[0].codePointAt(0) ?? 0;
    if (code === 0x200d && joinsPictures(text, match.index)) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    const [symbol, name] = describe(code);
    parts.push({ kind: 'control', symbol, name, newline: code === 0x0a });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** The same as plain text, for where no markup can go: a title, an accessible name. */
export const withoutControls = (text: string): string =>
  hasControls(text)
    ? splitControls(text)
        .map((part) => (part.kind === 'text' ? part.text : part.symbol.length > 1 ? `[${part.symbol}]` : part.symbol))
        .join('')
    : text;

/** Cuts without splitting a character in two. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
