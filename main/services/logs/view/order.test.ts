import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMergedOrder, type MergedOrder, plainOrder } from './order';
import { createRowList } from './row-list';

const merged = (owners: readonly number[], first: readonly number[]): MergedOrder => {
  const order = createMergedOrder();
  first.forEach((line, source) => order.begin(source, line));
  for (const owner of owners) order.push(owner);
  return order;
};

const forgetting = (order: MergedOrder, gone: number): void => {
  for (let row = 0; row < 3_000_000; row += 1) {
    order.push(row % 3 === 0 ? 0 : 1);
    if (row % 50_000 === 0) order.forget(row - gone);
  }
};

describe('a merged order', () => {
  it('takes some 2 MB for a million rows, and nothing for those that are no more', () => {
    const order = merged([], [0, 0]);
    forgetting(order, 500_000);
    expect(order.bytes()).toBeLessThan(1_400_000);
    expect(order.at(2_600_000)).toEqual({ source: 1, line: 1_733_333 });
    expect(order.rowOf(1, 1_733_333)).toBe(2_600_000);
    const walked: unknown[] = [];
    order.walk(2_999_998, (row, source, line) => walked.push({ row, source, line }) > 0);
    expect(walked).toEqual([
      { row: 2_999_998, source: 1, line: 1_999_998 },
      { row: 2_999_999, source: 1, line: 1_999_999 },
    ]);
    // A source whose first lines are among those that are no more: its next one that is kept.
    const row = order.rowOf(0, 5);
    expect(order.at(row)?.source).toBe(0);
    expect(row).toBeLessThan(2_500_000);
  });

  it('finds each line by its row, and each row by its line', () => {
    const owners = fc.array(fc.nat(3), { maxLength: 5000 });
    const first = fc.array(fc.nat(9), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(owners, first, fc.nat(5000), (who, begin, from) => {
        const order = merged(who, begin);
        const next = [...begin];
        const model = who.map((source) => ({ source, line: (next[source] = (next[source] ?? 0) + 1) - 1 }));
        const walked: unknown[] = [];
        order.walk(from, (row, source, line) => walked.push({ row, source, line }) > 0);
        expect(walked).toEqual(model.map((origin, row) => ({ row, ...origin })).slice(from));
        for (const row of [0, from, who.length - 1]) {
          const origin = model[row];
          expect(order.at(row)).toEqual(origin ?? null);
          if (origin !== undefined) expect(order.rowOf(origin.source, origin.line)).toBe(row);
        }
        expect(order.rowOf(0, 1e6)).toBe(who.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a list of rows', () => {
  it('holds what matches and what stands near, however it was built', () => {
    const rows = fc.array(fc.boolean(), { maxLength: 300 });
    fc.assert(
      fc.property(rows, fc.nat(4), fc.array(fc.nat(300)), (matching, context, steps) => {
        let known = 0;
        const order = plainOrder(() => matching.length);
        const list = createRowList(order, context, (row) => (row < known ? (matching[row] ?? false) : null));
        for (known of [...steps.sort((a, b) => a - b), matching.length]) list.step();
        const near = matching.flatMap((_, row) =>
          matching.slice(Math.max(0, row - context), row + context + 1).includes(true) ? [row] : [],
        );
        const entries = Array.from({ length: list.length() }, (_, index) => list.at(index));
        expect(entries).toEqual(near.map((row) => ({ row, context: matching[row] !== true })));
        expect([list.matches(), list.judged()]).toEqual([matching.filter(Boolean).length, matching.length]);
        for (const row of [0, 7, 150]) expect(list.indexOf(row)).toBe(near.filter((entry) => entry < row).length);
      }),
    );
  });
});
