import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAnsi, withoutColours } from './ansi';

const ESC = '\u001b';
const joined = (text: string): string =>
  parseAnsi(text)
    .map((span) => span.text)
    .join('');

const sgr = fc
  .array(
    fc.oneof(
      fc.nat(120).map(String),
      fc.constantFrom('38;5;200', '48;2;1;2;3', '38:2::9:8:7', '', '4:0', '38', '48;5'),
    ),
  )
  .map((codes) => `${ESC}[${codes.join(';')}m`);
const other = fc.constantFrom(
  `${ESC}]0;owned\u0007`,
  `${ESC}[2J`,
  `${ESC}[?1049h`,
  `${ESC}P+q544e${ESC}\\`,
  `${ESC}[38;`,
  '\u009b31m',
);
const lines = fc
  .array(fc.oneof(sgr, other, fc.string({ unit: 'binary', maxLength: 12 }), fc.constant('m')), { maxLength: 400 })
  .map((parts) => parts.join(''));

test('the spans together are the text without its colours, whatever the text', () => {
  fc.assert(
    fc.property(lines, (text) => {
      expect(joined(text)).toBe(text.replace(/\u001b\[[\d;:]*m/g, ''));
      expect(withoutColours(text)).toBe(joined(text));
      expect(parseAnsi(text).length).toBeLessThan(202);
    }),
  );
});

test('the sixteen, the 256 and the true colours, before and behind', () => {
  const [red, bright, cube, exact, space] = parseAnsi(
    `${ESC}[31ma${ESC}[0;97;41mb${ESC}[0;38;5;208mc${ESC}[0;48;2;1;2;300m${ESC}[38;2;1;2;3md${ESC}[0;38:2::4:5:6me`,
  ).map(({ style }) => style);
  expect(red).toMatchObject({ fg: 1, bg: null });
  expect(bright).toMatchObject({ fg: 15, bg: 1 });
  expect(cube).toMatchObject({ fg: 208 });
  expect(exact).toMatchObject({ fg: [1, 2, 3], bg: null });
  expect(space).toMatchObject({ fg: [4, 5, 6] });
});

test('bold and dim, and what ends them; a reset makes plain text again', () => {
  const spans = parseAnsi(`${ESC}[1;2;3;4;7;9mall${ESC}[22;24mfew${ESC}[mnone${ESC}[4mu${ESC}[4:0mno`);
  expect(spans.map(({ text }) => text)).toEqual(['all', 'few', 'none', 'u', 'no']);
  expect(spans[0]?.style).toMatchObject({ bold: true, dim: true, italic: true, underline: true, inverse: true });
  expect(spans[1]?.style).toMatchObject({ bold: false, dim: false, italic: true, underline: false, strike: true });
  expect([spans[2]?.style, spans[4]?.style]).toEqual([null, null]);
});

test('sequences that do anything else stay in the text', () => {
  const text = `${ESC}]52;c;aGk=\u0007${ESC}[2J${ESC}[31q${ESC}[?25l`;
  expect(parseAnsi(text)).toEqual([{ text, style: null }]);
});
