import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareValues, type GridColumn, type GridSort } from './columns';
import { createSorter } from './keep-sorted';

interface Row {
  readonly key: number;
  readonly value: string | number | null;
}

const COLUMNS: readonly GridColumn<Row>[] = [
  { id: 'value', title: '', width: '', sortValue: ({ value }) => value, cell: () => null },
  { id: 'none', title: '', width: '', cell: () => null },
];

const afresh = (rows: readonly Row[], { descending }: GridSort): readonly Row[] =>
  [...rows].sort((a, b) => compareValues(a.value, b.value, descending));

const values = fc.constantFrom(null, 'web-2', 'web-10', 'Web-2', '', 3, 10);
const changes = fc.array(
  fc.record({ op: fc.constantFrom('put', 'remove', 'shuffle'), key: fc.nat(40), value: values }),
  { maxLength: 4 },
);

test('as sorted afresh, whatever changes come', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 30 }), fc.array(fc.boolean()), (rounds, turns) => {
      const sorter = createSorter<Row>();
      let rows = new Map(Array.from({ length: 30 }, (_, key) => [key, { key, value: key % 4 }] as [number, Row]));
      let sort: GridSort = { by: 'value', descending: false };
      rounds.forEach((round, at) => {
        for (const { op, key, value } of round) {
          if (op === 'put') rows.set(key, { key, value });
          else if (op === 'remove') rows.delete(key);
          else rows = new Map([...rows].reverse());
        }
        if (turns[at] === true) sort = { by: 'value', descending: !sort.descending };
        expect(sorter([...rows.values()], COLUMNS, sort)).toEqual(afresh([...rows.values()], sort));
      });
    }),
  );
});

test('what is not sorted by stays as it comes', () => {
  const rows = [3, 1, 2].map((key) => ({ key, value: key }));
  expect(createSorter<Row>()(rows, COLUMNS, { by: 'none', descending: false })).toBe(rows);
});

test('of many rows one that changed costs a few comparisons', () => {
  let asked = 0;
  const counted = [{ ...COLUMNS[0], sortValue: ({ value }: Row) => ((asked += 1), value) }] as GridColumn<Row>[];
  const sort = { by: 'value', descending: false };
  const rows = Array.from({ length: 5000 }, (_, key): Row => ({ key, value: `app:${String(key)}` }));
  const sorter = createSorter<Row>();
  sorter(rows, counted, sort);
  asked = 0;
  const changed = rows.map((row) => (row.key === 7 ? { key: 7, value: 'app:4000.5' } : row));
  const order = sorter(changed, counted, sort).map(({ key }) => key);
  expect(asked).toBe(1);
  expect(order.slice(3999, 4002)).toEqual([4000, 7, 4001]);
});
