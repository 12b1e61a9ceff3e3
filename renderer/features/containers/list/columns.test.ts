import { parse } from 'valibot';
import { describe, expect, test } from 'vitest';
import { containersView } from '../../../../main/contract/settings';
import {
  type Column,
  fitting,
  movedBy,
  movedTo,
  normalized,
  resetColumns,
  shown,
  withHidden,
  withWidth,
} from './columns';

const ids = (columns: readonly Column[]): string => columns.map(({ id }) => id).join(' ');

describe('stored columns', () => {
  test('each once, the missing ones added, the name in sight', () => {
    const stored: Column[] = [
      { id: 'image', width: 90, hidden: true },
      { id: 'name', width: 99, hidden: true },
      { id: 'image', width: 50, hidden: false },
    ];
    const columns = normalized(stored);
    expect(ids(columns)).toBe('image name state cpu memory ports project created network block pids');
    expect(columns[0]).toEqual({ id: 'image', width: 90, hidden: true });
    expect(columns[1]).toEqual({ id: 'name', width: 99, hidden: false });
  });

  test('nothing stored is the default', () => {
    expect(normalized([])).toEqual(resetColumns());
  });
});

describe('order', () => {
  test('a column moves past its visible neighbour, not past a hidden one only', () => {
    const columns = resetColumns();
    expect(ids(movedBy(columns, 'ports', 1))).toBe(
      'name state cpu memory image ports project created network block pids',
    );
    expect(ids(movedBy(columns, 'state', -1))).toBe(
      'state name cpu memory ports image project created network block pids',
    );
    expect(movedBy(columns, 'name', -1)).toBe(columns);
    expect(movedBy(columns, 'created', 1)).toBe(columns);
  });

  test('dropping one on another puts it there', () => {
    expect(ids(movedTo(resetColumns(), 'created', 'state'))).toBe(
      'name created state cpu memory ports image project network block pids',
    );
  });
});

test('widths stay within bounds, and the name cannot be hidden', () => {
  expect(withWidth(resetColumns(), 'image', 3)[5]?.width).toBe(60);
  expect(withWidth(resetColumns(), 'image', 9999)[5]?.width).toBe(2000);
  expect(ids(shown(withHidden(resetColumns(), 'image', true)))).toBe('name state cpu memory ports created');
  expect(withHidden(resetColumns(), 'name', true)[0]?.hidden).toBe(false);
});

test('the columns after a reset are those of fresh settings', () => {
  expect(resetColumns()).toEqual(parse(containersView, {}).columns);
});

test('beside the details only what fits is shown, the last one narrowed', () => {
  const fit = (width: number): string =>
    fitting(shown(resetColumns()), width)
      .map((column) => `${column.id} ${column.width}`)
      .join(', ');
  expect(fit(2000)).toBe('name 200, state 240, cpu 120, memory 135, ports 130, image 150, created 120');
  expect(fit(574)).toBe('name 200, state 240');
  expect(fit(534)).toBe('name 200, state 200');
  expect(fit(470)).toBe('name 200');
  expect(fit(100)).toBe('name 60');
});
