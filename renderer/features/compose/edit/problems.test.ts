import { expect, test } from 'vitest';
import type { ComposeProblem } from '../../../../main/contract/compose-files';
import { besides, listOf, marksOf } from './problems';

const FILE = '/srv/compose.yaml';
const problem = (line: number, part: Partial<ComposeProblem> = {}): ComposeProblem => ({
  ...{ path: FILE, line, column: 3, endLine: line, endColumn: 8, severity: 'error', code: 'type' },
  ...{ message: `wrong in line ${String(line)}`, advice: '', ...part },
});

test("compose's words about a line that is known to be wrong are not said twice", () => {
  const said = [problem(3, { message: 'compose too' }), problem(4), problem(0, { path: '', message: 'somewhere' })];
  expect(besides([problem(3)], said).map(({ line }) => line)).toEqual([4, 0]);
});

test('marks are those of the file alone, their controls seen', () => {
  const marks = marksOf(
    [problem(3, { message: 'a\u202eb' }), problem(1, { path: '/srv/other.yaml' }), problem(0)],
    FILE,
  );
  expect(marks).toHaveLength(1);
  expect(marks[0]?.message).not.toContain('\u202e');
  expect(marks[0]?.range).toEqual({ column: 3, endLine: 3, endColumn: 8 });
});

test('the worst comes first, then the file that is edited, by line; another file is named', () => {
  const other = problem(2, { path: '/srv/more/other.yaml' });
  const here = [
    { line: 9, severity: 'error', message: 'late' },
    { line: 5, severity: 'warning', message: 'early' },
    { line: 4, severity: 'error', message: 'first' },
  ] as const;
  const all = listOf(FILE, '/srv', here, [problem(4), other, problem(0, { path: '', severity: 'info' })]);
  expect(all.map(({ line, file }) => [line, file])).toEqual([
    [4, undefined],
    [9, undefined],
    [2, 'more/other.yaml'],
    [5, undefined],
    [0, ''],
  ]);
});
