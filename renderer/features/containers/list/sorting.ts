import type { ContainerRow, ContainerState } from '../../../../main/contract/containers';
import type { ContainerColumnId } from '../../../../main/contract/settings';
import { type MeasureOf, isMeasured } from '../measures';
import { firstPort } from '../../../lib/ports';

/** What a row is ordered by, made once for each row object: comparing is then cheap. */
export interface SortKeys {
  /** Of the sorted column. */
  readonly main: string | number;
  /** Decides between equals: the name, and last the id. */
  readonly tie: string;
}

const STATE_ORDER: Readonly<Record<ContainerState, number>> = {
  running: 0,
  restarting: 1,
  paused: 2,
  removing: 3,
  created: 4,
  exited: 5,
  dead: 6,
  unknown: 7,
};

/** Digits in a name that can differ in length between neighbours of one series. */
const DIGITS = 12;
/** After every project's name. */
const NO_PROJECT = '\uffff';

/** Compares as people do: case aside, web-2 before web-10. */
export const naturalKey = (text: string): string =>
  text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(DIGITS, '0'));

/** Before every value that is known. */
const NOT_MEASURED = -1;

function mainKey(row: ContainerRow, sortBy: ContainerColumnId, measureOf: MeasureOf | null): string | number {
  if (isMeasured(sortBy)) return measureOf?.(row.id, sortBy) ?? NOT_MEASURED;
  switch (sortBy) {
    case 'name':
      return '';
    case 'state':
      return STATE_ORDER[row.state];
    case 'image':
      return naturalKey(row.image);
    case 'ports':
      return firstPort(row.ports);
    case 'project':
      return row.project === null ? NO_PROJECT : naturalKey(row.project);
    case 'created':
      return row.created;
  }
}

export const sortKeys = (row: ContainerRow, sortBy: ContainerColumnId, measureOf: MeasureOf | null): SortKeys => ({
  main: mainKey(row, sortBy, measureOf),
  tie: `${naturalKey(row.name)}\0${row.id}`,
});

export function compareKeys(a: SortKeys, b: SortKeys): number {
  if (a.main !== b.main) return a.main < b.main ? -1 : 1;
  return a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : 0;
}
