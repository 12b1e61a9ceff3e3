import fc from 'fast-check';
import { expect, test } from 'vitest';
import { END, type Place, type Position, type Sheet, atRow, movedBy, positionAt, thumbOf, windowOf } from './position';

const FIVE_MILLION = 5_000_000;
const LINE = 18;
const VIEWPORT = 600;

const sheet = (given: Partial<Sheet> = {}): Sheet => ({
  count: FIVE_MILLION,
  viewport: VIEWPORT,
  heightOf: () => LINE,
  ...given,
});
const at = (row: number, offset = 0): Position => ({ at: 'row', row, offset });
const place = (position: Position): Place => {
  if (position.at === 'end') throw new Error('at the end');
  return position;
};

test('five million rows: every one can be reached, far beyond the 33,554,432 px of a browser', () => {
  expect(FIVE_MILLION * LINE).toBeGreaterThan(33_554_432);
  expect(positionAt(0, FIVE_MILLION, 33)).toEqual(at(0));
  expect(positionAt(1, FIVE_MILLION, 33)).toEqual(END);
  expect(atRow(4_999_000, sheet())).toEqual(at(4_999_000));
  expect(movedBy({ row: 2_500_000, offset: 0 }, LINE, sheet())).toEqual(at(2_500_001));
  expect(movedBy({ row: 2_500_000, offset: 0 }, -1, sheet())).toEqual(at(2_499_999, LINE - 1));
  expect(atRow(FIVE_MILLION - 5, sheet())).toEqual(END);
});

test('a small movement is exact, and there and back is where one was', () => {
  const rows = fc.array(fc.integer({ min: 18, max: 300 }), { minLength: 200, maxLength: 200 });
  fc.assert(
    fc.property(rows, fc.nat(100), fc.nat(17), fc.integer({ min: 1, max: 900 }), (heights, row, offset, px) => {
      const given = sheet({ count: 200, heightOf: (index) => heights[index] ?? LINE });
      const down = movedBy({ row, offset }, px, given);
      const moved = place(down);
      const distance = heights.slice(row, moved.row).reduce((sum, height) => sum + height, 0) + moved.offset - offset;
      expect(distance).toBe(px);
      expect(moved.offset).toBeLessThan(heights[moved.row] ?? 0);
      expect(movedBy(moved, -px, given)).toEqual(at(row, offset));
    }),
  );
});

test('the first row is the upper bound, the last page the end', () => {
  expect(movedBy({ row: 3, offset: 5 }, -10_000, sheet())).toEqual(at(0));
  expect(movedBy({ row: FIVE_MILLION - 40, offset: 0 }, 400, sheet())).toEqual(END);
  expect(movedBy({ row: FIVE_MILLION - 40, offset: 0 }, -LINE, sheet())).toEqual(at(FIVE_MILLION - 41));
  // Fewer rows than fit.
  expect(movedBy({ row: 0, offset: 0 }, 18, sheet({ count: 5 }))).toEqual(END);
  expect(movedBy({ row: 0, offset: 0 }, 18, sheet({ count: 0 }))).toEqual(END);
});

test('at most so many rows are rendered, and always those in sight', () => {
  const rows = fc.record({
    count: fc.nat(FIVE_MILLION),
    visible: fc.integer({ min: 1, max: 280 }),
    row: fc.nat(FIVE_MILLION),
  });
  fc.assert(
    fc.property(rows, fc.boolean(), ({ count, visible, row }, following) => {
      const top = Math.max(0, Math.min(row, count - visible));
      const { from, to } = windowOf(following ? END : at(top), { count, visible, most: 290 });
      expect(to - from).toBeLessThanOrEqual(290);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(count);
      const first = following ? Math.max(0, count - visible) : top;
      expect(from).toBeLessThanOrEqual(first);
      expect(to).toBeGreaterThanOrEqual(Math.min(count, first + visible));
    }),
  );
});

test('the thumb is where a drag to the same place would bring it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (part) => {
      const { row } = place(positionAt(part, FIVE_MILLION, 33));
      expect(thumbOf({ row, offset: 0, part: 0 }, FIVE_MILLION, 33).top).toBeCloseTo(part, 5);
    }),
  );
  expect(thumbOf({ row: 0, offset: 0, part: 0 }, 20, 33)).toEqual({ top: 0, size: 1 });
});
