import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnsiColour, AnsiStyle } from './ansi';
import { LANE_COUNT, type Scheme, coloursOf, contrast, groundsOf, laneRgb } from './colours';

const SCHEMES: readonly Scheme[] = ['light', 'dark'];
const plain: AnsiStyle = {
  ...{ fg: null, bg: null, bold: false, dim: false, italic: false, underline: false, inverse: false, strike: false },
};

const rgb = (text: string | undefined): [number, number, number] => {
  const [red = -1, green = -1, blue = -1] = (text?.match(/\d+/g) ?? []).map(Number);
  return [red, green, blue];
};

test('the colours of containers can be read on every ground, and are all different', () => {
  for (const scheme of SCHEMES) {
    const all = Array.from({ length: LANE_COUNT }, (_, lane) => laneRgb(lane, scheme));
    for (const colour of all)
      for (const ground of groundsOf(scheme)) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
    expect(new Set(all.map(String)).size).toBe(12);
  }
});

const colour = fc.oneof(
  fc.nat(255),
  fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
  fc.constant(null),
) as fc.Arbitrary<AnsiColour | null>;

test('whatever colours a program asks for, its text keeps its contrast', () => {
  const given = fc.record({ fg: colour, bg: colour, dim: fc.boolean(), inverse: fc.boolean() });
  fc.assert(
    fc.property(given, fc.constantFrom(...SCHEMES), (style, scheme) => {
      const shown = coloursOf({ ...plain, ...style }, scheme);
      if (shown.color === undefined) return;
      const grounds = shown.backgroundColor === undefined ? groundsOf(scheme) : [rgb(shown.backgroundColor)];
      for (const ground of grounds) expect(contrast(rgb(shown.color), ground)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});
