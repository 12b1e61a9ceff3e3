import type { Box } from './layout';

export interface Spot {
  readonly key: string;
  readonly box: Box;
}

const AXES: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ...{ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] },
};
/** What lies aside counts more than what lies ahead. */
const ASIDE = 2.5;

const centre = ({ x, y, width, height }: Box): readonly [number, number] => [x + width / 2, y + height / 2];

/** Where an arrow key, Home or End leads from a spot; null: nowhere, or another key. */
export function spotAt(key: string, from: Spot, spots: readonly Spot[]): Spot | null {
  if (key === 'Home') return spots[0] ?? null;
  if (key === 'End') return spots.at(-1) ?? null;
  const axis = AXES[key];
  if (axis === undefined) return null;
  const [fromX, fromY] = centre(from.box);
  let best: Spot | null = null;
  let least = Infinity;
  for (const spot of spots) {
    const [x, y] = centre(spot.box);
    const ahead = (x - fromX) * axis[0] + (y - fromY) * axis[1];
    const aside = Math.abs((x - fromX) * axis[1]) + Math.abs((y - fromY) * axis[0]);
    if (ahead <= 1) continue;
    const cost = ahead + aside * ASIDE;
    if (cost < least) [best, least] = [spot, cost];
  }
  return best;
}
