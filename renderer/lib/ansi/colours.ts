import type { AnsiColour, AnsiStyle } from './ansi';

export type Scheme = 'light' | 'dark';
type Rgb = readonly [red: number, green: number, blue: number];

/** WCAG 2.2 AA for text. */
const ENOUGH = 4.5;

/** The surface lines stand on, and the one of a selected line, which is the harder of the two; as in tokens.css. */
const SURFACE: Readonly<Record<Scheme, Rgb>> = { light: [255, 255, 255], dark: [24, 30, 34] };
const SELECTED: Readonly<Record<Scheme, Rgb>> = { light: [220, 240, 243], dark: [20, 58, 66] };
const TEXT: Readonly<Record<Scheme, Rgb>> = { light: [24, 33, 38], dark: [219, 227, 231] };

const hex = (value: string): Rgb => [
  Number.parseInt(value.slice(1, 3), 16),
  Number.parseInt(value.slice(3, 5), 16),
  Number.parseInt(value.slice(5, 7), 16),
];
const hexes = (values: string): readonly Rgb[] => values.split(' ').map(hex);

/** Black, red, green, yellow, blue, magenta, cyan, white, then the bright ones. */
const SIXTEEN: Readonly<Record<Scheme, readonly Rgb[]>> = {
  light: hexes(
    '#182126 #b3261e #17703c #835200 #0d5cab #8a2f9e #0b6b7d #55636c #3c4a52 #c22f26 #1d7d46 #8f5b00 #1b69bd #9a3fae #0f7688 #182126',
  ),
  dark: hexes(
    '#5c6b74 #ff8f85 #62cf93 #e8b64c #74b8ff #e09af0 #4cc3d3 #c3ced4 #8a98a1 #ffaaa2 #86e0ad #f3cb74 #9acbff #ecb5f8 #7fdbe6 #f1f6f8',
  ),
};

const channel = (value: number): number => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);

/** WCAG's contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const mixed = (from: Rgb, to: Rgb, share: number): Rgb => {
  const part = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return [part(from[0], to[0]), part(from[1], to[1]), part(from[2], to[2])];
};

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** The colour itself where it can be read on that ground, else the nearest towards white or black that can. */
export function readable(colour: Rgb, ground: Rgb): Rgb {
  if (contrast(colour, ground) >= ENOUGH) return colour;
  const end = contrast(WHITE, ground) >= contrast(BLACK, ground) ? WHITE : BLACK;
  for (let share = 0.1; share < 1; share += 0.1) {
    const next = mixed(colour, end, share);
    if (contrast(next, ground) >= ENOUGH) return next;
  }
  return end;
}

const CUBE = [0, 95, 135, 175, 215, 255];

function rgbOf(colour: AnsiColour, scheme: Scheme): Rgb {
  if (typeof colour !== 'number') return colour;
  if (colour < 16) return SIXTEEN[scheme][colour] ?? TEXT[scheme];
  if (colour >= 232) return [8 + (colour - 232) * 10, 8 + (colour - 232) * 10, 8 + (colour - 232) * 10];
  const step = (unit: number): number => CUBE[Math.floor((colour - 16) / unit) % 6] ?? 0;
  return [step(36), step(6), step(1)];
}

const css = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;

export interface SpanColours {
  readonly color?: string;
  readonly backgroundColor?: string;
}

/** Whatever a program asks for, its text can be read: colours too near to their ground are moved away from it. */
export function coloursOf({ fg, bg, inverse, dim }: AnsiStyle, scheme: Scheme): SpanColours {
  const front = fg === null ? TEXT[scheme] : rgbOf(fg, scheme);
  const back = bg === null ? null : rgbOf(bg, scheme);
  if (inverse) {
    const ground = front;
    return { backgroundColor: css(ground), color: css(readable(back ?? SURFACE[scheme], ground)) };
  }
  const ground = back ?? SELECTED[scheme];
  const shown = dim ? mixed(front, ground, 0.35) : front;
  if (back === null) return fg === null && !dim ? {} : { color: css(readable(shown, ground)) };
  return { backgroundColor: css(back), color: css(readable(shown, ground)) };
}

/**
 * Twelve that eyes without one kind of cone can also tell from their neighbours: hue and lightness both change from one to
 * the next. The name stands beside it, as nobody remembers twelve colours.
 */
const LANES: Readonly<Record<Scheme, readonly Rgb[]>> = {
  light: hexes('#0b5fb0 #9a4a00 #00695c #a3195b #5b3fb5 #4f6b00 #00687f #b3261e #3b4a54 #7d3c98 #1d6b2f #7a5200'),
  dark: hexes('#6cb6ff #ffb46b #4fd1b5 #ff9ac1 #b9a8ff #c3d95b #55cbe6 #ff8f85 #c3ced4 #e3a5f2 #7fd98f #f0cf6a'),
};

export const LANE_COUNT = LANES.light.length;

export const laneRgb = (lane: number, scheme: Scheme): Rgb => LANES[scheme][lane % LANE_COUNT] ?? TEXT[scheme];

/** What the containers of one lane are named in. */
export const laneColour = (lane: number, scheme: Scheme): string => css(laneRgb(lane, scheme));

/** The grounds lines stand on, for tests. */
export const groundsOf = (scheme: Scheme): readonly Rgb[] => [SURFACE[scheme], SELECTED[scheme]];
