export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Tile<T> extends Rect {
  readonly item: T;
}

/** The worst ratio of sides in a row of areas laid along a side. */
function worstRatio(areas: readonly number[], side: number): number {
  const total = areas.reduce((sum, area) => sum + area, 0);
  const thickness = total / side;
  return Math.max(...areas.map((area) => Math.max(thickness ** 2 / area, area / thickness ** 2)));
}

/**
 * Divides a rectangle among the items, each with its share of the area, as near to squares as may be ("squarified"). Items
 * without a positive size get none; the order is from the biggest to the smallest.
 */
export function treemap<T>(items: readonly T[], sizeOf: (item: T) => number, within: Rect): readonly Tile<T>[] {
  const sorted = items.filter((item) => sizeOf(item) > 0).sort((a, b) => sizeOf(b) - sizeOf(a));
  const total = sorted.reduce((sum, item) => sum + sizeOf(item), 0);
  const scale = (within.width * within.height) / total;
  if (sorted.length === 0 || !(scale > 0)) return [];
  const waiting = sorted.map((item) => ({ item, area: sizeOf(item) * scale }));
  const tiles: Tile<T>[] = [];
  let free = within;
  while (waiting.length > 0) {
    const side = Math.min(free.width, free.height);
    const row = waiting.splice(
      0,
      rowLength(
        waiting.map(({ area }) => area),
        side,
      ),
    );
    free = layRow(row, free, tiles);
  }
  return tiles;
}

/** How many from the front make the best row. */
function rowLength(areas: readonly number[], side: number): number {
  let length = 1;
  let best = worstRatio(areas.slice(0, 1), side);
  while (length < areas.length) {
    const ratio = worstRatio(areas.slice(0, length + 1), side);
    if (ratio > best) break;
    best = ratio;
    length += 1;
  }
  return length;
}

/** Lays a row along the shorter side; what is left of the rectangle. */
function layRow<T>(row: readonly { readonly item: T; readonly area: number }[], free: Rect, tiles: Tile<T>[]): Rect {
  const total = row.reduce((sum, { area }) => sum + area, 0);
  const isUpright = free.width >= free.height;
  const thickness = Math.min(total / (isUpright ? free.height : free.width), isUpright ? free.width : free.height);
  let at = 0;
  for (const { item, area } of row) {
    const length = thickness === 0 ? 0 : area / thickness;
    tiles.push(
      isUpright
        ? { item, x: free.x, y: free.y + at, width: thickness, height: length }
        : { item, x: free.x + at, y: free.y, width: length, height: thickness },
    );
    at += length;
  }
  return isUpright
    ? { ...free, x: free.x + thickness, width: Math.max(0, free.width - thickness) }
    : { ...free, y: free.y + thickness, height: Math.max(0, free.height - thickness) };
}
