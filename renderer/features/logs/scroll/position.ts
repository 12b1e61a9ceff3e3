/**
 * Where in the rows one looks. `end`: the last row stands at the lower edge, and what comes is followed. `row`: this row
 * stands at the upper edge, `offset` px of it already out of sight. Never a number of px from the start: a browser's own
 * scrolling ends at 33,554,432 px, which are fewer than two million lines.
 */
export type Position = { readonly at: 'end' } | ({ readonly at: 'row' } & Place);

export interface Place {
  readonly row: number;
  readonly offset: number;
}

export const END: Position = { at: 'end' };

export interface Sheet {
  /** Rows there are. */
  readonly count: number;
  /** px of what can be seen. */
  readonly viewport: number;
  /** px of a row: measured where it is rendered, else those of one line. */
  readonly heightOf: (row: number) => number;
}

/** Whether what lies below the place fits into what can be seen. */
function reachesEnd({ row, offset }: Place, { count, viewport, heightOf }: Sheet): boolean {
  let below = -offset;
  for (let at = row; at < count; at++) {
    below += heightOf(at);
    if (below > viewport) return false;
  }
  return true;
}

/** By exactly so many px, downwards when positive. At the last row it is the end that one is at. */
export function movedBy(from: Place, px: number, sheet: Sheet): Position {
  let { row } = from;
  let offset = from.offset + px;
  while (offset < 0 && row > 0) {
    row -= 1;
    offset += sheet.heightOf(row);
  }
  offset = Math.max(0, offset);
  while (row < sheet.count - 1 && offset >= sheet.heightOf(row)) {
    offset -= sheet.heightOf(row);
    row += 1;
  }
  const place = { row, offset };
  return px > 0 && reachesEnd(place, sheet) ? END : { at: 'row', ...place };
}

/** A row to the upper edge; a row that cannot get there is at the end. */
export const atRow = (row: number, sheet: Sheet): Position => {
  const place = { row: Math.max(0, Math.min(row, sheet.count - 1)), offset: 0 };
  return reachesEnd(place, sheet) ? END : { at: 'row', ...place };
};

/** Rows to render: what can be seen and, as far as `most` allows, a page either way. `to` is the first one not rendered. */
export function windowOf(
  position: Position,
  { count, visible, most }: { readonly count: number; readonly visible: number; readonly most: number },
): { readonly from: number; readonly to: number } {
  const seen = Math.min(visible, most);
  const spare = Math.min(seen, Math.floor((most - seen) / 2));
  const top = position.at === 'end' ? count - seen : Math.min(position.row, count - 1);
  const from = Math.max(0, top - spare);
  return { from, to: Math.max(from, Math.min(count, top + seen + spare)) };
}

/** What a scrollbar shows, as parts of its track. */
export interface Thumb {
  readonly top: number;
  readonly size: number;
}

/** `visible`: rows in sight. Nothing to scroll: the thumb is all of the track. */
export function thumbOf(place: Place & { readonly part: number }, count: number, visible: number): Thumb {
  if (count <= visible) return { top: 0, size: 1 };
  const at = (place.row + place.part) / (count - visible);
  return { top: Math.max(0, Math.min(1, at)), size: visible / count };
}

/** The position a dragged thumb stands for; `part` of the way it can go. */
export function positionAt(part: number, count: number, visible: number): Position {
  if (part >= 1 || count <= visible) return END;
  return { at: 'row', row: Math.floor(Math.max(0, part) * (count - visible)), offset: 0 };
}
