// What Slipway costs while nobody looks, and while no engine is there. `npx tsx
// bench/idle.bench.ts [minutes=1] [hidden|absent]`.
import { setTimeout as delay } from 'node:timers/promises';
import { withApp } from './lib/app';
import { createContainers, withEngine } from './lib/engine';
import { cpuSeconds, pssMb, report, round } from './lib/figures';

const MINUTES = Number(process.argv[2] ?? 1);
/** One of the two alone. */
const ONLY = process.argv[3];
const SETTLE_MS = 10_000;

async function measure(pid: number): Promise<{ cpuPercent: number; grownMb: number }> {
  await delay(SETTLE_MS);
  const [cpu, pss, start] = [cpuSeconds(pid), pssMb(pid), performance.now()];
  await delay(MINUTES * 60_000);
  const seconds = (performance.now() - start) / 1000;
  return { cpuPercent: (100 * (cpuSeconds(pid) - cpu)) / seconds, grownMb: pssMb(pid) - pss };
}

const words = ({ cpuPercent, grownMb }: { cpuPercent: number; grownMb: number }): string =>
  `${String(round(cpuPercent, 3))} % of a core, ${grownMb >= 0 ? '+' : ''}${String(round(grownMb, 1))} MB over ${String(MINUTES)} min`;

const hiddenView = (): Promise<void> =>
  withEngine(async (engine) => {
    await createContainers(engine, 100);
    await withApp(engine.url, async ({ page, pid }) => {
      await page.getByRole('grid', { name: 'Containers' }).waitFor();
      // Another tab in front hides the page; headless Chromium needs to be told.
      await page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
        Object.defineProperty(document, 'hidden', { value: true });
        document.dispatchEvent(new Event('visibilitychange'));
      });
      const hidden = await measure(pid);
      report('main process, view hidden, 100 containers', words(hidden), '<= 0.3 %', hidden.cpuPercent <= 0.3);
    });
  });

const absentEngine = (): Promise<void> =>
  withApp('unix:///nonexistent/docker.sock', async ({ pid }) => {
    const absent = await measure(pid);
    const met = absent.cpuPercent <= 1 && absent.grownMb <= 10;
    report('main process, engine absent', words(absent), '<= 1 %, <= +10 MB', met);
  });

if (ONLY !== 'absent') await hiddenView();
if (ONLY !== 'hidden') await absentEngine();
