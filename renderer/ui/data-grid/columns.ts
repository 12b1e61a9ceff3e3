import type { ReactNode } from 'react';

export interface GridColumn<R> {
  readonly id: string;
  readonly title: string;
  /** A track of CSS grid: `120px`, `minmax(140px, 2fr)`. */
  readonly width: string;
  readonly align?: 'end';
  /** Hidden in a grid narrower than this, px. */
  readonly from?: number;
  /** What it is sorted by; null comes last. Left out: it is not sorted by this. */
  readonly sortValue?: (row: R) => string | number | null;
  /** `tabIndex` is for every control in it. */
  readonly cell: (row: R, tabIndex: 0 | -1) => ReactNode;
}

export interface GridSort {
  readonly by: string;
  readonly descending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true });

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

/** Of what `sortValue` said of two rows. */
export function compareValues(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return descending ? compare(b, a) : compare(a, b);
}
