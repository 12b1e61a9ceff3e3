import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFault } from './json-fault';

it.each([
  ['{"a": 1,}', 1, 9, /name/],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, /comma/],
  ['{"a" 1}', 1, 6, /colon/],
  ['{"theme":"da', 1, 10, /value/],
  ['', 1, 1, /value/],
  ['theme = dark', 1, 1, /value/],
  ['{} x', 1, 4, /more/],
  ['[1}', 1, 3, /comma/],
])('%j: line %i, column %i', (text, line, column, expected) => {
  expect(jsonFault(text)).toMatchObject({ line, column });
  expect(jsonFault(text)?.expected).toMatch(expected);
});

it('finds a fault exactly where the parser does not take a text', () => {
  const spoilt = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', ',', '}', '[', '{', ':', '\\', '0', '\n', 'x', '\u0001'))
    .map(([text, at, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + (at % 2));
    });
  fc.assert(
    fc.property(spoilt, (text) => {
      let taken = true;
      try {
        JSON.parse(text);
      } catch {
        taken = false;
      }
      expect(jsonFault(text) === null).toBe(taken);
    }),
    { numRuns: 2000 },
  );
});
