import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type QueryKind, queryKind } from '../../../contract/disk';
import { type Facts, like, matches } from './evaluate';
import { FIELDS, operatorsOf } from './fields';
import { hintsAt } from './hints';
import { parseQuery } from './parse';
import { QueryError } from './tokens';
import { sizeOf, timeOf } from './values';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const DAY = 86_400_000;
const facts = (given: Readonly<Record<string, readonly string[] | number | boolean | null>>): Facts =>
  new Map(Object.entries(given));
const finds = (query: string, given: Parameters<typeof facts>[0], kind: QueryKind = 'container'): boolean =>
  matches(parseQuery(kind, query), facts(given), NOW);

function problemOf(query: string): { at: number; length: number; message: string } {
  try {
    parseQuery('container', query);
  } catch (error) {
    if (error instanceof QueryError) return { ...error.span, message: error.message };
    throw error;
  }
  throw new Error(`${query} can be read`);
}

describe('a query', () => {
  const old = { exited: NOW - 8 * DAY, label: ['stage=test', 'x='], name: ['test-1'], size: 2e9, running: false };

  test.each([
    ['exited > 7d and label=stage', true],
    ['exited > 9d', false],
    ['exited<9d', true],
    ['label=stage=test', true],
    ['label=stage=prod', false],
    ['label != stage', false],
    ['label=x=', true],
    ['label ~ "stage=te"', true],
    ['size > 1GB and not running', true],
    ['size > 2GiB', false],
    ['name ~ TEST-', true],
    ['name = test-*', true],
    ['name != test-*', false],
    ['name = "test-1"', true],
    ['exited < 2026-02-28', true],
    ['exited > 2026-02-28', false],
    ['not (running or size < 1GB)', true],
    ['running or size > 1GB and name = nothing', false],
    ['(running or size > 1GB) and exited', true],
    ['NOT running AND Exited', true],
  ])('%s', (query, found) => expect(finds(query, old)).toBe(found));

  test('never finds what is not known, turned round or not', () => {
    for (const query of ['size > 1GB', 'not (size > 1GB)', 'size > 1GB or running', 'not size < 1GB'])
      expect(finds(query, { size: null, running: false })).toBe(false);
    expect(finds('size > 1GB or running', { size: null, running: true })).toBe(true);
  });

  test.each([
    ['colour = red', 0, 6, 'There is no field “colour”'],
    ['name ~ a and', 12, 0, 'A condition is missing here.'],
    ['name', 4, 0, 'name needs a comparison'],
    ['size ~ 1GB', 5, 1, 'size is compared by > < >= <='],
    ['size > much', 7, 4, '“much” is no size'],
    ['exited > 7x', 9, 2, '“7x” is no time'],
    ['exited > 2026-13-45', 9, 10, 'is no time'],
    ['running = yes', 8, 1, 'running is a yes or no'],
    ['(running', 0, 1, 'This ( is never closed.'],
    ['running)', 7, 1, 'This ) closes nothing.'],
    ['running paused', 8, 6, 'Write and or or'],
    ['name = "x', 7, 2, 'This quotation has no end'],
    ['name = ', 7, 0, 'A value is missing'],
    ['!running', 0, 1, '! stands only in'],
    ['= 3', 0, 1, 'begins with a field'],
    [`${'('.repeat(80)}running`, 50, 1, 'nested too deep'],
  ])('%s cannot be read', (query, at, length, message) => {
    const problem = problemOf(query);
    expect(problem).toMatchObject({ at, length });
    expect(problem.message).toContain(message);
  });

  test('whatever is typed, it is read or the problem lies within it', () => {
    const words = fc.constantFrom(
      ...FIELDS.container.map(({ name }) => name),
      'and',
      'or',
      'not',
      '(',
      ')',
      '=',
      '>',
      '7d',
      '"',
    );
    const typed = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(typed, (query) => {
        try {
          matches(parseQuery('container', query), facts({}), NOW);
        } catch (error) {
          if (!(error instanceof QueryError)) throw error;
          expect(error.span.at).toBeGreaterThanOrEqual(0);
          expect(error.span.at + error.span.length).toBeLessThanOrEqual(query.length);
        }
      }),
    );
  });

  test('and, or and not are those of logic, parentheses or none', () => {
    const tree = fc.letrec<{ node: { text: string; value: boolean } }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom({ text: 'running', value: true }, { text: 'paused', value: false }),
        fc
          .tuple(tie('node'), tie('node'))
          .map(([a, b]) => ({ text: `(${a.text} and ${b.text})`, value: a.value && b.value })),
        fc
          .tuple(tie('node'), tie('node'))
          .map(([a, b]) => ({ text: `(${a.text} or ${b.text})`, value: a.value || b.value })),
        tie('node').map((a) => ({ text: `not ${a.text}`, value: !a.value })),
      ),
    })).node;
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        fc.pre((text.match(/\(|not/g) ?? []).length < 40);
        expect(finds(text, { running: true, paused: false })).toBe(value);
      }),
    );
  });
});

test('a star stands for any text, as a regular expression has it', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
  fc.assert(
    fc.property(letters, fc.array(letters, { minLength: 1, maxLength: 4 }), (text, pieces) => {
      const pattern = pieces.map((piece) => piece.replaceAll('.', '\\.')).join('.*');
      expect(like(text, pieces.join('*'))).toBe(new RegExp(`^${pattern}$`).test(text));
    }),
  );
  const began = performance.now();
  like('a'.repeat(5000), `${'*a'.repeat(200)}*b`);
  expect(performance.now() - began).toBeLessThan(200);
});

test.each([
  ['1GB', 1e9],
  ['2GiB', 2 ** 31],
  ['100', 100],
  ['1.5k', 1500],
  ['1 MB', 1e6],
  ['GB', null],
  ['1XB', null],
])('the size %s', (text, bytes) => expect(sizeOf(text)).toBe(bytes));

test('times', () => {
  expect(timeOf('1h30m')).toEqual({ kind: 'span', ms: 5_400_000 });
  expect(timeOf('2026-01-01T00:00Z')).toEqual({ kind: 'moment', ms: Date.parse('2026-01-01T00:00:00Z') });
  expect(timeOf('2026-01-01')?.ms).toBe(new Date(2026, 0, 1).getTime());
  expect(timeOf('1h nonsense')).toBeNull();
});

describe('what is proposed', () => {
  const texts = (query: string, cursor = query.length) =>
    hintsAt('container', query, cursor).options.map(({ text }) => text);

  test('is what may come next', () => {
    expect(texts('')).toEqual([...FIELDS.container.map(({ name }) => name), 'not']);
    expect(texts('na')).toEqual(['name']);
    expect(hintsAt('container', 'na', 2)).toMatchObject({ from: 0, to: 2 });
    expect(texts('size ')).toEqual(operatorsOf('size'));
    expect(texts('state = ')).toContain('exited');
    expect(texts('running ')).toEqual(['and', 'or']);
    expect(texts('exited > 7d ')).toEqual(['and', 'or']);
    expect(texts('name = "an')).toEqual([]);
  });

  test('can be read once it is taken, whatever came before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...queryKind.options),
        fc.string({ maxLength: 20 }),
        fc.nat(25),
        (kind, query, cursor) => {
          const { from, to } = hintsAt(kind, query, cursor);
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(query.length);
        },
      ),
    );
  });
});
