// What Slipway costs while its page is hidden and shown, with 50 containers running, and while no engine is there: main
// process and page. `peers`: hidden, beside the engine itself and `podman system service` with as many containers, over the same
// time. `npx tsx bench/idle.bench.ts [minutes=1] [hidden|shown|absent|peers]`.
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { withApp } from './lib/app';
import { runContainers, withEngine } from './lib/engine';
import { cpuSeconds, pssMb, report, round } from './lib/figures';
import { hasPodman, withPodman } from './lib/podman';
import { rendererPid } from './lib/renderer-pid';
import { containerdPid } from './lib/stats-engine';

const MINUTES = Number(process.argv[2] ?? 1);
/** One of them alone. */
const ONLY = process.argv[3];
const SETTLE_MS = 10_000;
const CONTAINERS = 50;

interface Use {
  readonly cpuPercent: number;
  readonly pssMb: number;
  readonly grownMb: number;
}

/** All of them over the same time. */
async function measure(...pids: readonly number[]): Promise<readonly Use[]> {
  await delay(SETTLE_MS);
  const before = pids.map((pid) => ({ pid, cpu: cpuSeconds(pid), pss: pssMb(pid) }));
  const start = performance.now();
  await delay(MINUTES * 60_000);
  const seconds = (performance.now() - start) / 1000;
  return before.map(({ pid, cpu, pss }) => {
    const now = pssMb(pid);
    return { cpuPercent: (100 * (cpuSeconds(pid) - cpu)) / seconds, pssMb: now, grownMb: now - pss };
  });
}

const words = ({ cpuPercent, pssMb: pss, grownMb }: Use): string =>
  `${String(round(cpuPercent, 3))} % of a core, PSS ${String(round(pss, 0))} MB (${grownMb >= 0 ? '+' : ''}${String(round(grownMb, 1))} MB) over ${String(MINUTES)} min`;

const NOBODY: Use = { cpuPercent: Number.NaN, pssMb: Number.NaN, grownMb: Number.NaN };

/** Another tab in front hides the page; headless Chromium needs to be told. */
const hide = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });

const withFifty = (kind: 'hidden' | 'shown'): Promise<void> =>
  withEngine(async (engine) => {
    await runContainers(engine, CONTAINERS);
    await withApp(engine.url, async ({ page, pid }) => {
      await page.getByRole('grid', { name: 'Containers' }).waitFor();
      if (kind === 'hidden') await hide(page);
      const [main = NOBODY, view = NOBODY] = await measure(pid, await rendererPid(page));
      const what = `${String(CONTAINERS)} running containers, page ${kind}`;
      const goals = kind === 'hidden' ? { main: 0.3, view: 0.3 } : { main: 15, view: 15 };
      const met = main.cpuPercent <= goals.main && main.pssMb <= 120;
      report(`main process, ${what}`, words(main), `<= ${String(goals.main)} %, <= 120 MB`, met);
      report(`page, ${what}`, words(view), `<= ${String(goals.view)} %`, view.cpuPercent <= goals.view);
    });
  });

const absentEngine = (): Promise<void> =>
  withApp('unix:///nonexistent/docker.sock', async ({ pid }) => {
    const [absent = NOBODY] = await measure(pid);
    const met = absent.cpuPercent <= 1 && absent.grownMb <= 10;
    report('main process, engine absent', words(absent), '<= 1 %, <= +10 MB', met);
  });

/** Podman's containers have no network: what one is set up with costs nothing while it is idle. */
const besidePeers = (): Promise<void> =>
  withPodman((podman) =>
    withEngine(async (engine) => {
      await runContainers(engine, CONTAINERS);
      for (let index = 0; index < CONTAINERS; index++)
        await podman.docker('run', '-d', '--network', 'none', 'slipway/busybox:1', 'sleep', '100000');
      await withApp(engine.url, async ({ page, pid }) => {
        await page.getByRole('grid', { name: 'Containers' }).waitFor();
        await hide(page);
        const uses = await measure(pid, engine.pid(), containerdPid(engine), podman.pid);
        const names = ['Slipway’s main process, page hidden', 'dockerd', 'containerd', 'podman system service'];
        for (const [index, use] of uses.entries()) report(names[index] ?? '', words(use), 'reported', true);
      });
    }),
  );

const asked = (kind: string): boolean => ONLY === undefined || ONLY === kind;
if (asked('hidden')) await withFifty('hidden');
if (asked('shown')) await withFifty('shown');
if (asked('absent')) await absentEngine();
if (asked('peers') && hasPodman()) await besidePeers();
else if (ONLY === 'peers') throw new Error('podman is not there');
