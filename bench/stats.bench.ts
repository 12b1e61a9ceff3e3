// What measuring 50 running containers costs the engine, beside `docker stats` in the same run: with all of them in sight, with
// ten, with the page hidden, and what the history's slow rounds cost.
// `npx tsx bench/stats.bench.ts [pairs=3] [seconds=15]`.
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { withApp } from './lib/app';
import { withEngine } from './lib/engine';
import { cpuSeconds, median, report, round } from './lib/figures';
import { type EngineCpu, engineCpu, runIdle, withDockerStats } from './lib/stats-engine';

const CONTAINERS = 50;
const PAIRS = Number(process.argv[2] ?? 3);
const MS = Number(process.argv[3] ?? 15) * 1000;
/** Until what was begun has its rhythm, and what was ended is over. */
const SETTLE_MS = 5_000;
/** So high that all rows are in sight. */
const ALL_IN_SIGHT = { width: 1280, height: 2000 };
const ROUNDS_MS = 60_000;

/** Another tab in front hides the page; headless Chromium needs to be told. */
const setHidden = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((is) => {
    Object.defineProperty(document, 'visibilityState', { value: is ? 'hidden' : 'visible', configurable: true });
    Object.defineProperty(document, 'hidden', { value: is, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

const show = async (page: Page, filter: string): Promise<void> => {
  await page.getByRole('searchbox', { name: 'Filter containers' }).fill(filter);
  await setHidden(page, false);
};

const dockerd = (all: readonly EngineCpu[]): number => median(all.map((one) => one.dockerd));
const both = (all: readonly EngineCpu[]): number => median(all.map((one) => one.dockerd + one.containerd));
const percent = (value: number): string => `${String(round(value))} %`;
const words = (ours: readonly EngineCpu[], cli: readonly EngineCpu[]): string =>
  `dockerd ${percent(dockerd(ours))} of a core, docker stats ${percent(dockerd(cli))}; with containerd ${percent(both(ours))} and ${percent(both(cli))}`;

await withEngine(async (engine) => {
  await runIdle(engine, CONTAINERS);
  const settings = { stats: { history: false }, containers: { grouped: false } };
  await withApp(
    engine.url,
    async ({ page, pid }) => {
      const measured = async (): Promise<EngineCpu> => {
        await delay(SETTLE_MS);
        return engineCpu(engine, MS);
      };
      await page.setViewportSize(ALL_IN_SIGHT);
      await page.getByRole('row', { name: /^stat-49/ }).waitFor();
      const found: Record<'cli' | 'all' | 'ten' | 'hidden', EngineCpu[]> = { cli: [], all: [], ten: [], hidden: [] };
      for (let pair = 0; pair < PAIRS; pair++) {
        await setHidden(page, true);
        found.cli.push(await withDockerStats(engine, measured));
        found.hidden.push(await measured());
        await show(page, '');
        found.all.push(await measured());
        await show(page, 'stat-0');
        found.ten.push(await measured());
      }
      const ratio = (ours: readonly EngineCpu[]): number => dockerd(ours) / dockerd(found.cli);
      const tell = (name: string, ours: readonly EngineCpu[], most: number): void =>
        report(
          `${name} / docker stats`,
          `${String(round(ratio(ours)))} (${words(ours, found.cli)})`,
          `<= ${String(most)}`,
          ratio(ours) <= most,
        );
      tell('engine CPU, all 50 in sight', found.all, 1.05);
      tell('engine CPU, 10 in sight', found.ten, 0.25);
      tell('engine CPU, page hidden, no history', found.hidden, 0.02);

      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('checkbox', { name: /Record every running container/ }).check();
      // Every 10 s while some page is in sight, where nothing else is measured; every minute while none is.
      for (const [hidden, most] of [
        [false, 0.2],
        [true, 0.05],
      ] as const) {
        await setHidden(page, hidden);
        await delay(SETTLE_MS);
        const before = cpuSeconds(pid);
        const slow = [await engineCpu(engine, ROUNDS_MS)];
        const own = ((cpuSeconds(pid) - before) * 100_000) / ROUNDS_MS;
        report(
          `engine CPU, the history's rounds, page ${hidden ? 'hidden' : 'shown'} / docker stats`,
          `${String(round(ratio(slow)))} (${words(slow, found.cli)}; Slipway's main process ${percent(own)})`,
          `<= ${String(most)}`,
          ratio(slow) <= most,
        );
      }
    },
    settings,
  );
});
