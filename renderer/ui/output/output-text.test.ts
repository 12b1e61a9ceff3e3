import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesWith, nextMatch, plainLine, settledLine } from './output-text';

it.each([
  ['plain', 'plain'],
  ['10%\r50%\r100%', '100%'],
  ['done\r', 'done'],
  ['\r', ''],
  ['a\r\r\r', 'a'],
])('%j is settled as %j', (line, settled) => expect(settledLine(line)).toBe(settled));

it('what is looked through is what is seen', () => {
  expect(plainLine('\u001b[31mred\u001b[0m')).toBe('red');
  expect(plainLine(1)).toBe('(1 line was not kept)');
  expect(linesWith(['Error: x', 'fine', '\u001b[1merr\u001b[0mor'], 'ERROR')).toEqual([0, 2]);
  expect(linesWith(['a'], '')).toEqual([]);
});

it('going on from match to match meets each of them once a round, either way', () => {
  const matches = fc.uniqueArray(fc.nat(500), { minLength: 1, maxLength: 30 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(matches, fc.constantFrom(1 as const, -1 as const), (all, step) => {
      const met: number[] = [];
      for (let at: number | null = null; met.length < all.length; met.push(at ?? -1)) at = nextMatch(all, at, step);
      expect(met).toEqual(step === 1 ? all : [...all].reverse());
    }),
  );
  expect(nextMatch([], null, 1)).toBeNull();
});
