/** A colour of the terminal: 0 to 15 are the theme's, 16 to 255 the xterm cube and greys, a triple is as it is. */
export type AnsiColour = number | readonly [red: number, green: number, blue: number];

export interface AnsiStyle {
  readonly fg: AnsiColour | null;
  readonly bg: AnsiColour | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly strike: boolean;
}

export interface AnsiSpan {
  readonly text: string;
  /** Null: as any text. */
  readonly style: AnsiStyle | null;
}

const PLAIN: AnsiStyle = {
  ...{ fg: null, bg: null, bold: false, dim: false },
  ...{ italic: false, underline: false, inverse: false, strike: false },
};
/** Select Graphic Rendition: the one sequence that is obeyed. Every other stays in the text, to be shown as what it is. */
const SGR = /\u001b\[([\d;:]*)m/g;
/** A line of binary garbage must not become thousands of elements; the rest of it has one style. */
const MOST_SPANS = 200;

/** The text without its colours. */
export const withoutColours = (text: string): string => (text.includes('\u001b[') ? text.replace(SGR, '') : text);

/** Nothing is carried over from the line before: a view that begins anywhere must look the same as one that began there. */
export function parseAnsi(text: string): readonly AnsiSpan[] {
  if (!text.includes('\u001b[')) return text === '' ? [] : [{ text, style: null }];
  const spans: AnsiSpan[] = [];
  let style = PLAIN;
  let from = 0;
  const add = (to: number): void => {
    if (to > from) spans.push({ text: text.slice(from, to), style: style === PLAIN ? null : style });
  };
  for (const match of text.matchAll(SGR)) {
    if (spans.length === MOST_SPANS) break;
    add(match.index);
    from = match.index + match[0].length;
    style = applySgr(style, match[1] ?? '');
  }
  const rest = withoutColours(text.slice(from));
  if (rest !== '') spans.push({ text: rest, style: style === PLAIN ? null : style });
  return spans;
}

type Flags = Partial<Omit<AnsiStyle, 'fg' | 'bg'>>;
const FLAGS: Readonly<Record<number, Flags>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
};

function applySgr(style: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(';');
  let next = style;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? '';
    const [first = 0, ...sub] = code.split(':').map(Number);
    if (first === 38 || first === 48) {
      // `38:5:n` is one parameter; `38;5;n` is spread over the next ones.
      const [colour, used] =
        sub.length > 0 ? [colonColour(sub), 0] : listColour(codes.slice(at + 1, at + 5).map(Number));
      at += used;
      if (colour !== null) next = first === 38 ? { ...next, fg: colour } : { ...next, bg: colour };
    } else if (first === 4 && sub[0] === 0) next = { ...next, underline: false };
    else next = applyOne(next, first);
  }
  return isPlain(next) ? PLAIN : next;
}

function applyOne(style: AnsiStyle, code: number): AnsiStyle {
  if (code === 0) return PLAIN;
  const flags = FLAGS[code];
  if (flags !== undefined) return { ...style, ...flags };
  if (code >= 30 && code <= 37) return { ...style, fg: code - 30 };
  if (code >= 90 && code <= 97) return { ...style, fg: code - 82 };
  if (code >= 40 && code <= 47) return { ...style, bg: code - 40 };
  if (code >= 100 && code <= 107) return { ...style, bg: code - 92 };
  if (code === 39) return { ...style, fg: null };
  if (code === 49) return { ...style, bg: null };
  return style;
}

const isByte = (value: number | undefined): value is number => value !== undefined && value >= 0 && value <= 255;

const rgb = (red?: number, green?: number, blue?: number): AnsiColour | null =>
  isByte(red) && isByte(green) && isByte(blue) ? [red, green, blue] : null;

/** With or without the colour space that the standard puts before red. */
function colonColour([kind, ...values]: readonly number[]): AnsiColour | null {
  if (kind === 5) return isByte(values[0]) ? values[0] : null;
  if (kind !== 2) return null;
  return values.length > 3 ? rgb(values[1], values[2], values[3]) : rgb(values[0], values[1], values[2]);
}

function listColour([kind, ...values]: readonly number[]): [colour: AnsiColour | null, used: number] {
  if (kind === 5) return [isByte(values[0]) ? values[0] : null, 2];
  return kind === 2 ? [rgb(values[0], values[1], values[2]), 4] : [null, 0];
}

const isPlain = (style: AnsiStyle): boolean =>
  style.fg === null &&
  style.bg === null &&
  !(style.bold || style.dim || style.italic || style.underline || style.inverse || style.strike);
