import type { Place, Position } from './position';

/** How the rendered rows lie on the screen. */
export interface Metrics {
  /** px, of the rendered rows. */
  readonly heights: ReadonlyMap<number, number>;
  /** What stands at the upper edge. */
  readonly top: Place;
  /** How much of the uppermost row is out of sight, 0 to 1. */
  readonly part: number;
  /** The lowest row of which anything is seen. */
  readonly bottom: number;
  /** px of what can be seen. */
  readonly viewport: number;
}

interface Given {
  readonly position: Position;
  readonly from: number;
  readonly count: number;
  readonly viewport: number;
}

interface Box {
  readonly row: number;
  readonly top: number;
  readonly height: number;
}

/** Where the sheet has to begin so that the position is where it is meant to be. */
function shiftOf(boxes: readonly Box[], total: number, { position, from, count, viewport }: Given): number {
  const isLast = from + boxes.length >= count;
  const lowest = Math.min(0, viewport - total);
  // Few rows stand at the top.
  if (position.at === 'end') return from === 0 ? lowest : viewport - total;
  const box = boxes.find(({ row }) => row === position.row);
  const wanted = box === undefined ? 0 : -box.top - Math.min(position.offset, Math.max(0, box.height - 1));
  return isLast ? Math.max(wanted, from === 0 ? lowest : viewport - total) : wanted;
}

/** Moves the sheet of rendered rows to its place, in the same frame in which they were rendered. */
export function arrange(sheet: HTMLElement, given: Given): Metrics {
  const { from, viewport } = given;
  const boxes = [...sheet.children].map((child, index): Box => {
    const { offsetTop, offsetHeight } = child as HTMLElement;
    return { row: from + index, top: offsetTop, height: offsetHeight };
  });
  const shift = shiftOf(boxes, sheet.offsetHeight, given);
  sheet.style.transform = `translateY(${shift}px)`;
  const first = boxes.find(({ top, height }) => top + height + shift > 0);
  const last = boxes.findLast(({ top }) => top + shift < viewport);
  const offset = first === undefined ? 0 : Math.max(0, -first.top - shift);
  return {
    heights: new Map(boxes.map(({ row, height }) => [row, height])),
    top: { row: first?.row ?? 0, offset },
    part: first === undefined || first.height === 0 ? 0 : offset / first.height,
    bottom: last?.row ?? 0,
    viewport,
  };
}

export const sameMetrics = (a: Metrics | null, b: Metrics): boolean =>
  a !== null &&
  a.top.row === b.top.row &&
  a.top.offset === b.top.offset &&
  a.bottom === b.bottom &&
  a.viewport === b.viewport &&
  a.heights.size === b.heights.size &&
  [...b.heights].every(([row, height]) => a.heights.get(row) === height);
