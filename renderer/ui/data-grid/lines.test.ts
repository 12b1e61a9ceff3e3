import { expect, test } from 'vitest';
import { type GridGroups, rowKeys, toLines } from './lines';

const groups = (collapsed: readonly string[], onFold: GridGroups<string>['onFold']): GridGroups<string> => ({
  ...{ label: 'Group', countWords: String, collapsed: new Set(collapsed), onFold },
  nameOf: (row) => (row.startsWith('-') ? null : (row[0] ?? null)),
});
const words = (rows: readonly string[], given?: GridGroups<string>): readonly string[] =>
  toLines(rows, (row) => row, given).map((line) =>
    line.kind === 'row'
      ? `${line.grouped ? '  ' : ''}${line.key}`
      : `${line.key}(${line.keys.join()})${line.folded ? '+' : ''}`,
  );
const fold = (): void => undefined;

test('a group stands where its first row would, one of a single row has no line, and folded rows are not in sight', () => {
  const rows = ['b1', 'a1', '-x', 'b2', 'c1'];
  expect(words(rows)).toEqual(rows);
  expect(words(rows, groups([], fold))).toEqual(['group:b(b1,b2)', '  b1', '  b2', 'a1', '-x', 'c1']);
  expect(words(rows, groups(['b', 'a'], fold))).toEqual(['group:b(b1,b2)+', 'a1', '-x', 'c1']);
  // While a filter shows what it found nothing is folded.
  expect(words(rows, groups(['b'], null))).toHaveLength(6);
  expect(rowKeys(toLines(rows, (row) => row, groups(['b'], fold)))).toEqual(['a1', '-x', 'c1']);
});
