import type { Locator } from '@playwright/test';

interface Watching {
  readonly ms: number;
  /** The list is scrolled meanwhile, px a ms; 0: it stays where it is. */
  readonly speed: number;
}

/** ms between the frames of a page with a list. */
export async function frameGaps(list: Locator, watching: Watching): Promise<number[]> {
  const times = await list.evaluate(
    (grid, { ms, speed }) =>
      new Promise<number[]>((resolve) => {
        const at: number[] = [];
        const start = performance.now();
        const frame = (now: number): void => {
          at.push(now);
          if (speed > 0) grid.scrollTop = (now - start) * speed;
          if (now - start < ms) requestAnimationFrame(frame);
          else resolve(at);
        };
        requestAnimationFrame(frame);
      }),
    watching,
  );
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}
