// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { NO_FILTER, NO_TERM } from '../filter/filter-draft';
import { keep, readKept } from './kept-view';

const line = { timeMicros: 5, line: 7, source: 0, text: 'hello' };
const filter = { ...NO_FILTER, terms: [{ ...NO_TERM, text: 'x', negate: true }], hidden: ['web'] };

beforeEach(() => sessionStorage.clear());

test('what is kept comes back', () => {
  keep('a', { line, filter });
  expect(readKept('a')).toEqual({ line, filter });
  expect(readKept('b')).toBeNull();
});

test('of a huge line only the beginning is kept, of many views only the newest', () => {
  keep('a', { line: { ...line, text: 'x'.repeat(100_000) }, filter });
  expect(readKept('a')?.line?.text).toHaveLength(4096);
  for (let view = 0; view < 60; view++) keep(String(view), { line, filter });
  expect(sessionStorage.length).toBeLessThanOrEqual(21);
  expect(readKept('59')).not.toBeNull();
});

test.each([
  'not JSON',
  '5',
  '[]',
  '{"line":5,"filter":"x"}',
  '{"line":{"timeMicros":"5","line":7,"source":0,"text":"x"},"filter":{"terms":[5,{"text":9}],"hidden":[1]}}',
])('whatever somebody else has put there is nothing: %s', (poison) => {
  sessionStorage.setItem('slipway-logs a', poison);
  const kept = readKept('a');
  expect([kept?.line ?? null, kept?.filter ?? NO_FILTER]).toEqual([null, NO_FILTER]);
});
