import fc from 'fast-check';
import { expect, test } from 'vitest';
import { notifyBatches, REQUEST_LINE_LIMIT, requestLine } from './request-lines';

const path = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).map((text) => `/${text}`);

test('a line is words of safe characters that decode to what was said', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(path, { minLength: 1, maxLength: 4 }), (id, words) => {
      const line = requestLine(id, words);
      expect(line).toMatch(/^\d+( [A-Za-z0-9_.~%-]+)+\n$/);
      expect(line.trimEnd().split(' ').slice(1).map(decodeURIComponent)).toEqual(words);
    }),
  );
});

test('what cannot be said is refused', () => {
  for (const words of [
    ['mount', ''],
    ['mount', '\ud800'],
    ['mount', 'x'.repeat(20_000)],
  ])
    expect(() => requestLine(1, words)).toThrow(expect.objectContaining({ name: 'AgentError', kind: 'malformed' }));
});

test('batches hold all paths in order, each in a line within the limit', () => {
  fc.assert(
    fc.property(fc.array(path, { maxLength: 200 }), (paths) => {
      const batches = notifyBatches(paths);
      expect(batches.flat()).toEqual(paths);
      for (const batch of batches)
        expect(requestLine(Number.MAX_SAFE_INTEGER, ['notify', ...batch]).length).toBeLessThan(REQUEST_LINE_LIMIT);
    }),
  );
});

test('the longest path there can be is a batch of its own; what no line can hold is left out', () => {
  const longest = `/${'%'.repeat(4095)}`;
  const batches = notifyBatches(['/a', longest, '', '\ud800', `/${'%'.repeat(9000)}`, '/b']);
  expect(batches).toEqual([['/a'], [longest], ['/b']]);
  expect(requestLine(1, ['notify', longest]).length).toBeLessThan(REQUEST_LINE_LIMIT);
});
