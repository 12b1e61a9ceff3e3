import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEnvFile } from './dotenv';
import { interpolate } from './interpolate';
import { parseYaml } from './parse';
import { createProblems } from './problems';
import { plainOf, sourceOf } from './tree';
import { nearest } from './words';

const VALUES: Readonly<Record<string, string>> = { SET: 'value', EMPTY: '', OTHER: 'x' };
const fill = (text: string): string => interpolate(text, (name) => VALUES[name]).text;

it.each([
  ['$SET-x', 'value-x'],
  ['${SET}y', 'valuey'],
  ['${UNSET:-d}', 'd'],
  ['${EMPTY:-d}', 'd'],
  ['${EMPTY-d}', ''],
  ['${UNSET-d}', 'd'],
  ['${SET:+r}', 'r'],
  ['${EMPTY:+r}', ''],
  ['${EMPTY+r}', 'r'],
  ['${UNSET+r}', ''],
  ['${SET:?no}', 'value'],
  ['$$SET $${SET}', '$SET ${SET}'],
  ['${UNSET:-${EMPTY:-${OTHER}}}', 'x'],
  ['${UNSET:-http://a:1/?b=c}', 'http://a:1/?b=c'],
])('fills in %s', (text, expected) => {
  expect(fill(text)).toBe(expected);
});

it('names what is missing and what is no variable, at its place', () => {
  const { faults } = interpolate('a ${X:?must be} ${1} $ ${open', () => undefined);
  expect(faults.map(({ kind, start, end, message }) => [kind, start, end, message.slice(0, 7)])).toEqual([
    ['required', 2, 15, 'must be'],
    ['format', 16, 20, 'This is'],
    ['format', 21, 23, 'A dolla'],
    ['format', 23, 29, 'A varia'],
  ]);
});

it('leaves texts without dollars alone, and doubled dollars undo it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(fill(text.replaceAll('$', '$$$$'))).toBe(text);
    }),
  );
});

it('never throws and finds each use where it stands', () => {
  const piece = fc.constantFrom('$', '{', '}', 'A', ':-', '-', '?', ':+', '$$', ' ', '${B}', '${C:-d}', '$D');
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        for (const { name, start, end } of interpolate(text, () => 'v').uses) {
          const said = text.slice(start, end);
          expect(said === `$${name}` || said.startsWith(`\${${name}`)).toBe(true);
        }
      },
    ),
  );
});

it('reads env files as docker compose does', () => {
  const text = [
    ...['# comment', '', 'A=plain value # said', "B='single $A # kept'", 'C="double ${A}\\ny"', 'D=un$A', 'export E=x'],
    ...['F', 'G=', ' H = spaced ', 'I="two', 'lines"', 'J=a#b', 'K: colon', '=nothing', 'L="open'],
  ].join('\n');
  const { lines, faults } = readEnvFile(text, () => undefined);
  expect(Object.fromEntries(lines.map(({ name, value }) => [name, value]))).toEqual({
    ...{ A: 'plain value', B: 'single $A # kept', C: 'double plain value\ny', D: 'unplain value', E: 'x', F: null },
    ...{ G: '', H: 'spaced', I: 'two\nlines', J: 'a#b', K: 'colon' },
  });
  expect(faults.map(({ line }) => line)).toEqual([15, 16]);
});

const parse = (text: string) => {
  const problems = createProblems();
  const node = parseYaml(sourceOf('/x', text), problems);
  return { data: node === null ? null : plainOf(node), problems: problems.list() };
};

it('reads YAML as compose does: merge keys, octal numbers, no sexagesimal ones', () => {
  const text = 'x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 0755\nport: 22:22\nflag: yes\n';
  const { data, problems } = parse(text);
  expect(data).toEqual({ x: { a: 1, b: 2 }, y: { b: 493, a: 1 }, port: '22:22', flag: 'yes' });
  expect(problems.map(({ line, severity }) => [line, severity])).toEqual([
    [5, 'warning'],
    [6, 'warning'],
  ]);
});

it.each([
  ['a: b: c\n', 1],
  ['a:\n  - x\n b: 1\n', 3],
  ['a: 1\na: 2\n', 2],
  ['a:\n\tb: 1\n', 2],
  ['a: "open\n', 2],
  ['a: *none\n', 1],
  ['', 1],
  ['- a\n', 1],
])('tells the line of what is no compose YAML: %j', (text, line) => {
  expect(parse(text).problems.find(({ severity }) => severity === 'error')).toMatchObject({ line });
});

it('bounds what aliases unfold to, and survives an alias inside of itself', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 9; at += 1) lines.push(`a${at}: &a${at} [${`*a${at - 1},`.repeat(10)}]`);
  expect(parse(lines.join('\n')).problems[0]?.message).toContain('too large');
  expect(parse('a: &a\n  b: *a\n').problems[0]?.message).toContain('inside of what it stands for');
});

it('finds the name that was meant', () => {
  expect(nearest('enviroment', ['image', 'environment'])).toBe('environment');
  expect(nearest('env-file', ['env_file'])).toBe('env_file');
  expect(nearest('zzz', ['image'])).toBeNull();
});
