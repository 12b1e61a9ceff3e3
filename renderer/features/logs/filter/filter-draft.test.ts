import { expect, test } from 'vitest';
import { logSource } from '../testing/rows';
import { NO_FILTER, NO_TERM, draftOf, filterOf, termWords, termsOf, withTyped, withoutTerm } from './filter-draft';

const term = (text: string, flags = {}) => ({ ...NO_TERM, text, ...flags });

test('what is being typed counts already, and becomes a term of its own', () => {
  const typing = { ...NO_FILTER, terms: [term('a')], typed: term('b', { negate: true }) };
  expect(filterOf(typing, [])?.terms).toEqual([term('a'), term('b', { negate: true })]);
  const added = withTyped(typing);
  expect(added).toMatchObject({ terms: [term('a'), term('b', { negate: true })], typed: NO_TERM });
  expect(withTyped(added)).toBe(added);
  expect(withoutTerm(added, 0).terms).toEqual([term('b', { negate: true })]);
});

test('a filter that lets everything through is none; context alone hides nothing', () => {
  expect(filterOf(NO_FILTER, [logSource()])).toBeNull();
  expect(filterOf({ ...NO_FILTER, context: 3 }, [])).toBeNull();
  expect(filterOf({ ...NO_FILTER, stream: 'stderr' }, [])).not.toBeNull();
  expect(filterOf({ ...NO_FILTER, hidden: ['gone'] }, [logSource()])).toBeNull();
});

test('a container is left out by its name, also after it was made anew', () => {
  const draft = { ...NO_FILTER, hidden: ['web'] };
  const before = [logSource({ index: 0, name: 'web' }), logSource({ index: 1, name: 'db' })];
  expect(filterOf(draft, before)?.hiddenSources).toEqual([0]);
  expect(filterOf(draft, [...before, logSource({ index: 2, name: 'web' })])?.hiddenSources).toEqual([0, 2]);
});

test('a saved search takes the terms over and leaves the choice of containers alone', () => {
  const draft = draftOf({ terms: [{ text: 'x', regex: true }], levels: ['error'] }, { ...NO_FILTER, hidden: ['web'] });
  expect(draft).toEqual({ ...NO_FILTER, terms: [term('x', { regex: true })], levels: ['error'], hidden: ['web'] });
});

test('no more terms than main takes, and words for each', () => {
  expect(termsOf({ ...NO_FILTER, terms: Array.from({ length: 30 }, (_, at) => term(String(at))) })).toHaveLength(20);
  expect(termWords(term('health', { negate: true, regex: true, matchCase: true }))).toBe('not “health” (regex, case)');
  expect(termWords(term('x'))).toBe('“x”');
});
