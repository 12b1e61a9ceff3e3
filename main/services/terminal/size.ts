/** A screen's, in cells. */
export interface Sized {
  readonly cols: number;
  readonly rows: number;
}

/** What a terminal has until a page says otherwise. */
export const FIRST_SIZE: Sized = { cols: 80, rows: 24 };

export const sameSize = (a: Sized, b: Sized): boolean => a.cols === b.cols && a.rows === b.rows;
