// The map of 40 networks and 200 containers: from the click to painted, and frames while it is dragged and zoomed.
import type { Page } from '@playwright/test';
import { startFakeEngine } from '../main/services/engine/testing/fake-engine';
import { withApp } from './lib/app';
import { median, quantile, report, round } from './lib/figures';
import { manyNetworks } from './lib/many-networks';

const NETWORKS = 40;
const CONTAINERS = 200;
const RUNS = 7;
const DRAG_STEPS = 300;

/** ms from the click on "Map" to the frame that shows every node. */
const clickToPainted = (page: Page): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = (): void => {
          const nodes = document.querySelectorAll('[role=listbox][aria-label="Network map"] [role=option]').length;
          if (nodes === wanted) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start), 0));
          else requestAnimationFrame(look);
        };
        document.querySelector<HTMLElement>('button[aria-label=Map]')?.click();
        look();
      }),
    NETWORKS + CONTAINERS,
  );

/** ms between frames while `work` goes on. */
async function framesDuring(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { frameTimes: times });
    const frame = (now: number): void => {
      times.push(now);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  const times = await page.evaluate(() => Reflect.get(globalThis, 'frameTimes') as number[]);
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}

const answers = manyNetworks(NETWORKS, CONTAINERS);
const engine = await startFakeEngine({
  routes: {
    'GET /networks': (_request, response) => void response.end(answers.networks),
    'GET /containers/json': (_request, response) => void response.end(answers.containers),
    'GET /info': (_request, response) => void response.end('{}'),
  },
});
try {
  await withApp(engine.url, async ({ page }) => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Networks' }).click();
    await page.getByRole('grid', { name: 'Networks' }).getByRole('row').nth(5).waitFor();
    const painted: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      painted.push(await clickToPainted(page));
      if (run + 1 < RUNS) await page.getByRole('button', { name: 'List' }).click();
    }
    report(
      'map of 40 networks and 200 containers, click to painted',
      `${String(round(median(painted), 0))} ms`,
      '<= 300 ms',
      median(painted) <= 300,
    );
    const gaps = await framesDuring(page, async () => {
      await page.mouse.move(500, 400);
      await page.mouse.down();
      for (let step = 0; step < DRAG_STEPS; step++)
        await page.mouse.move(500 + 200 * Math.sin(step / 15), 400 + 150 * Math.cos(step / 20));
      await page.mouse.up();
    });
    const p95 = quantile(gaps, 0.95);
    report(
      'frame while the map is dragged',
      `p50 ${String(round(median(gaps), 1))} ms, p95 ${String(round(p95, 1))} ms over ${String(gaps.length)} frames`,
      'p95 <= 20 ms',
      p95 <= 20,
    );
  });
} finally {
  await engine.close();
}
