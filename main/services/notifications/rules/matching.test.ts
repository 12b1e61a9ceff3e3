import { expect, it } from 'vitest';
import { matchOf } from './matching';

it.each([
  ['Panic', false, ['a PANIC', 'x'], ['a PANIC']],
  ['a.c', false, ['abc', 'A.C'], ['A.C']],
  ['^err\\w+: \\d', true, ['Error: 5', 'no error: 5'], ['Error: 5']],
  // Not allowed with the `u` flag.
  ['a\\-b', true, ['a-b'], ['a-b']],
] as const)('%s', (text, regex, lines, found) => {
  expect(matchOf({ text, regex })?.(lines)).toEqual(found);
});

it('what cannot be looked for is not, and what takes too long is given up', () => {
  expect(matchOf({ text: '', regex: false })).toBeNull();
  expect(matchOf({ text: '(', regex: true })).toBeNull();
  const match = matchOf({ text: '^(a+)+$', regex: true });
  expect(match?.(['aaa'])).toEqual(['aaa']);
  const hostile = [`${'a'.repeat(40)}b`];
  expect([match?.(hostile), match?.(['aaa'])]).toEqual([null, null]);
});
